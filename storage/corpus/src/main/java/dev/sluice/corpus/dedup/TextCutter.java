package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Remainder.Removed;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.corpus.text.TextJoiner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a text what a step cuts, beside what steps before it did, and says what is left.
 * Safe for use by several threads.
 */
public final class TextCutter implements Comparison.Cutter {

  private final TextHasher hasher = new TextHasher();
  private final TextJoiner joiner = new TextJoiner();

  @Override
  public Remainder cut(String text, List<TextRange> own, Optional<Remainder> before, int step) {
    List<TextRange> all = TextRange.union(before.map(Remainder::cuts).orElse(List.of()), own);
    String rest = joiner.without(text, all);
    long had = before.map(Remainder::characters).orElseGet(() -> characters(text));
    long has = characters(rest);
    List<Removed> removed = new ArrayList<>(before.map(Remainder::removed).orElse(List.of()));
    removed.add(new Removed(step, own.size(), Math.max(0, had - has)));
    int bytes = rest.getBytes(StandardCharsets.UTF_8).length;
    return new Remainder(all, removed, has, hasher.hash(rest), bytes);
  }

  private static long characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
