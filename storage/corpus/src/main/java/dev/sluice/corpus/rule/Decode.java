package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoder;
import dev.sluice.corpus.model.Draft;
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
 * <p>Decoding replaces what it cannot read, so a page with one bad byte is not lost; pages of which
 * more than about one character in a thousand is replaced are mostly read in the wrong encoding
 * (rules.md §0).
 */
public final class Decode implements PageStep {

  private static final String RULE = "decode/replaced-share";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "decode",
          "Turns the body into characters.",
          List.of(
              Parameter.decimal(
                  "max_replaced_share", 0.001, 1, "largest share of undecodable characters")),
          List.of(RULE),
          Set.of(),
          Set.of(StepKind.Part.CHARACTERS),
          (parameters, functions) -> new Decode(parameters, functions.decoder()));

  private final double maxReplacedShare;
  private final Decoder decoder;

  private Decode(Parameters parameters, Decoder decoder) {
    this.maxReplacedShare = parameters.decimal("max_replaced_share");
    this.decoder = decoder;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Decoded decoded = decoder.decode(draft.page(), draft.site());
    Measurement share = Measurement.atMost(RULE, decoded.replacedShare(), maxReplacedShare);
    return StepOutcome.judge(draft.withDecoded(decoded), List.of(share));
  }
}
