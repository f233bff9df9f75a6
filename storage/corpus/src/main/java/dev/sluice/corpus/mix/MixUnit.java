package dev.sluice.corpus.mix;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What budgets, shares and caps are counted in. */
public enum MixUnit {
  /** Numbers of a tokenizer, the one behind each document included. */
  TOKENS,
  /** Unicode code points. */
  CHARACTERS,
  /** Of the texts in UTF-8. */
  BYTES,
  DOCUMENTS;

  /** As mixes write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Stream.of(values()).map(MixUnit::word).toList();
  }
}
