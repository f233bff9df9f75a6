package dev.sluice.corpus.contamination;

import java.util.List;

/**
 * One question, passage or task of a benchmark.
 *
 * @param file name of its file, as the recipe has it
 * @param line number of its line, from 1
 * @param parts its texts, such as the question and each answer; looked for one by one, since pages
 *     put other things between them
 */
public record BenchmarkItem(String file, int line, List<String> parts) {

  public BenchmarkItem {
    parts = List.copyOf(parts);
  }
}
