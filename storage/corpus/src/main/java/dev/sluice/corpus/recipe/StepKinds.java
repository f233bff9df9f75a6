package dev.sluice.corpus.recipe;

import dev.sluice.corpus.contamination.Contamination;
import dev.sluice.corpus.dedup.ExactDuplicate;
import dev.sluice.corpus.dedup.NearDuplicate;
import dev.sluice.corpus.dedup.NewestCapture;
import dev.sluice.corpus.dedup.RepeatedLines;
import dev.sluice.corpus.dedup.RepeatedSpans;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.rule.Answer;
import dev.sluice.corpus.rule.BadWords;
import dev.sluice.corpus.rule.C4Lines;
import dev.sluice.corpus.rule.CharacterRepetition;
import dev.sluice.corpus.rule.ChineseWebText;
import dev.sluice.corpus.rule.CjkLines;
import dev.sluice.corpus.rule.Decode;
import dev.sluice.corpus.rule.DuplicateLines;
import dev.sluice.corpus.rule.Extract;
import dev.sluice.corpus.rule.FineWeb;
import dev.sluice.corpus.rule.Garbled;
import dev.sluice.corpus.rule.Language;
import dev.sluice.corpus.rule.Length;
import dev.sluice.corpus.rule.LineShares;
import dev.sluice.corpus.rule.LongLines;
import dev.sluice.corpus.rule.MapNeo;
import dev.sluice.corpus.rule.MediaType;
import dev.sluice.corpus.rule.OptOut;
import dev.sluice.corpus.rule.RedPajamaSignals;
import dev.sluice.corpus.rule.RefinedWebLines;
import dev.sluice.corpus.rule.Repetition;
import dev.sluice.corpus.rule.Require;
import dev.sluice.corpus.rule.Roots;
import dev.sluice.corpus.rule.Scripts;
import dev.sluice.corpus.rule.UrlLists;
import dev.sluice.corpus.rule.WordDensity;
import dev.sluice.corpus.rule.WordQuality;
import dev.sluice.corpus.scrub.Scrub;
import dev.sluice.pages.settings.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of steps that recipes may name: a new one is one line here. */
public final class StepKinds {

  /** Every kind, in the order in which a recipe would sensibly have them. */
  public static final List<StepKind> ALL =
      List.of(
          Answer.KIND,
          OptOut.KIND,
          UrlLists.KIND,
          MediaType.KIND,
          Decode.KIND,
          Extract.KIND,
          Language.KIND,
          Length.KIND,
          WordQuality.GOPHER,
          WordQuality.FINEWEB2_CHINESE,
          Repetition.KIND,
          C4Lines.KIND,
          FineWeb.KIND,
          RefinedWebLines.KIND,
          DuplicateLines.KIND,
          LongLines.KIND,
          BadWords.KIND,
          Roots.KIND,
          RedPajamaSignals.KIND,
          Scripts.KIND,
          Garbled.KIND,
          WordDensity.KIND,
          CharacterRepetition.KIND,
          LineShares.KIND,
          CjkLines.KIND,
          ChineseWebText.KIND,
          MapNeo.KIND,
          Require.KIND,
          Contamination.KIND,
          Scrub.KIND,
          NewestCapture.KIND,
          ExactDuplicate.KIND,
          NearDuplicate.KIND,
          RepeatedLines.KIND,
          RepeatedSpans.KIND);

  private static final Map<String, StepKind> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(StepKind::name, Function.identity()));

  private StepKinds() {}

  /** The kind of that name. */
  public static Optional<StepKind> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The kind of that name, which a checked recipe has. */
  public static StepKind named(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no step '" + name + "'" + hint(name)));
  }

  static String hint(String unknown) {
    Collection<String> known = ALL.stream().map(StepKind::name).toList();
    return Nearest.hint(unknown, known);
  }
}
