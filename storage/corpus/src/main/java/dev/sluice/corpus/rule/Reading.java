package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whose reading of a published rule: implementations differ in what they count. */
enum Reading {
  /** Hugging Face's datatrove, with which FineWeb and FineWeb2 were made. */
  DATATROVE,
  /** Ai2's toolkit, with which Dolma was made: its first tagger of Gopher's rules. */
  DOLMA,
  /** Its second, which passes over empty lines. */
  DOLMA_V2,
  /** DataComp-LM's baselines, which follow RefinedWeb. */
  DCLM;

  private static final String NAME = "reading";

  /** The parameter by which a recipe chooses; the first is the default. */
  static Parameter parameter(Reading... readings) {
    List<String> words = Arrays.stream(readings).map(Reading::word).toList();
    return Parameter.choice(NAME, words, "whose implementation is followed where they differ");
  }

  /** What a recipe chose. */
  static Reading of(Parameters parameters) {
    return valueOf(parameters.word(NAME).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
