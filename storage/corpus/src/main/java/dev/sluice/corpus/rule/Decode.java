package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoder;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Set;

/**
 * The step {@code decode}: bytes to characters, and pages dropped that are too damaged.
 *
 * <p>Decoding replaces what it cannot read. So that one bad byte never costs a page, however short,
 * a few replaced characters are always allowed, and beyond them a share.
 */
public final class Decode implements PageStep {

  private static final String RULE = "decode/replaced-share";

  /** How the encoding was decided, for whoever asks about the page; it drops nothing. */
  private static final String CHARSET = "decode/charset";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "decode",
          "Turns the body into characters.",
          List.of(
              Parameter.decimal(
                  "max_replaced_share", 0.01, 1, "largest share of undecodable characters"),
              Parameter.number(
                  "always_allowed", 10, "so many undecodable characters never drop a page")),
          List.of(RULE),
          Set.of(),
          Set.of(StepKind.Part.CHARACTERS),
          (parameters, functions) -> new Decode(parameters, functions.decoder()));

  private final double maxReplacedShare;
  private final long alwaysAllowed;
  private final Decoder decoder;

  private Decode(Parameters parameters, Decoder decoder) {
    this.maxReplacedShare = parameters.decimal("max_replaced_share");
    this.alwaysAllowed = parameters.number("always_allowed");
    this.decoder = decoder;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Decoded decoded = decoder.decode(draft.page(), draft.site());
    double share = decoded.replacedShare();
    boolean readable = share <= maxReplacedShare || decoded.replaced() <= alwaysAllowed;
    String limit = "<= " + Measured.plain(maxReplacedShare);
    Measurement charset =
        new Measurement(CHARSET, new Measured.Fact(decoded.account()), "any", true);
    Measurement replaced = Measurement.quantity(RULE, share, limit, readable);
    return StepOutcome.judge(draft.withDecoded(decoded), List.of(charset, replaced));
  }
}
