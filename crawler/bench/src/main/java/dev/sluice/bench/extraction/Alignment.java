package dev.sluice.bench.extraction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels the blocks of a page by its marked text: the share of a block's words that the longest
 * common subsequence of page and marked text goes through.
 *
 * <p>The subsequence is found exactly, with a bit for each word of the marked text (Hyyrö 2004):
 * page words times marked words, divided by 64. Words that match alone, with no neighbour that
 * matches too, are chance and do not count, but for whole blocks.
 */
final class Alignment {

  /** Marked texts are cut there: a bound on memory, which no page of a benchmark reaches. */
  private static final int MOST_CELLS = 1_500_000_000;

  private Alignment() {}

  /** The label of each block, 0 to 1; NaN where nothing can be told. */
  static double[] labels(List<String> blocks, LabelledPage page) {
    return page.text().isEmpty() ? byPieces(blocks, page) : byText(blocks, page.text());
  }

  private static double[] byPieces(List<String> blocks, LabelledPage page) {
    double[] labels = new double[blocks.size()];
    for (int i = 0; i < labels.length; i++) {
      String block = blocks.get(i);
      boolean wanted = page.wanted().stream().anyMatch(piece -> overlap(block, piece));
      boolean unwanted = page.unwanted().stream().anyMatch(piece -> overlap(block, piece));
      labels[i] = wanted == unwanted ? Double.NaN : wanted ? 1 : 0;
    }
    return labels;
  }

  private static boolean overlap(String block, String piece) {
    String plain = piece.replaceAll("\\s+", " ").strip();
    return block.contains(plain) || block.length() > 20 && plain.contains(block);
  }

  private static double[] byText(List<String> blocks, String marked) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] want = numbered(Agreement.tokens(marked), numbers);
    List<Integer> have = new ArrayList<>();
    int[] begins = new int[blocks.size() + 1];
    for (int i = 0; i < blocks.size(); i++) {
      for (int word : numbered(Agreement.tokens(blocks.get(i)), numbers)) {
        have.add(word);
      }
      begins[i + 1] = have.size();
    }
    int[] page = have.stream().mapToInt(Integer::intValue).toArray();
    int[] partner = partners(page, want);
    double[] labels = new double[blocks.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = share(partner, begins[i], begins[i + 1]);
    }
    return labels;
  }

  private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
    return words.stream()
        .mapToInt(word -> numbers.computeIfAbsent(word, w -> numbers.size()))
        .toArray();
  }

  private static double share(int[] partner, int begin, int end) {
    if (begin == end) {
      return Double.NaN;
    }
    int matched = 0;
    for (int i = begin; i < end; i++) {
      boolean before = i > 0 && partner[i] == partner[i - 1] + 1 && partner[i - 1] >= 0;
      boolean after = i + 1 < partner.length && partner[i + 1] == partner[i] + 1;
      boolean alone = end - begin == 1;
      matched += partner[i] >= 0 && (before || after || alone) ? 1 : 0;
    }
    return (double) matched / (end - begin);
  }

  /** For each word of the page its partner in the marked text; -1 if it has none. */
  private static int[] partners(int[] page, int[] want) {
    int[] partner = new int[page.length];
    java.util.Arrays.fill(partner, -1);
    int words = (want.length + 63) / 64;
    if (words == 0 || (long) words * 64 * page.length > MOST_CELLS) {
      return partner;
    }
    Map<Integer, long[]> masks = new HashMap<>();
    for (int j = 0; j < want.length; j++) {
      masks.computeIfAbsent(want[j], w -> new long[words])[j / 64] |= 1L << j % 64;
    }
    long[][] rows = rows(page, masks, words);
    int i = page.length;
    int j = want.length;
    while (i > 0 && j > 0) {
      // A zero bit at j - 1 says that the subsequence grows there.
      if ((rows[i][(j - 1) / 64] >>> (j - 1) % 64 & 1) != 0) {
        j--;
      } else if ((rows[i - 1][(j - 1) / 64] >>> (j - 1) % 64 & 1) == 0) {
        i--;
      } else {
        partner[i - 1] = j - 1;
        i--;
        j--;
      }
    }
    return partner;
  }

  private static long[][] rows(int[] page, Map<Integer, long[]> masks, int words) {
    long[][] rows = new long[page.length + 1][];
    rows[0] = new long[words];
    java.util.Arrays.fill(rows[0], -1L);
    long[] none = new long[words];
    for (int i = 0; i < page.length; i++) {
      long[] mask = masks.getOrDefault(page[i], none);
      if (mask == none) {
        rows[i + 1] = rows[i];
        continue;
      }
      rows[i + 1] = next(rows[i], mask);
    }
    return rows;
  }

  /** Hyyrö's step: V' = (V + (V and M)) or (V and not M), over words of 64 bits. */
  private static long[] next(long[] row, long[] mask) {
    long[] next = new long[row.length];
    long carry = 0;
    for (int w = 0; w < row.length; w++) {
      long matched = row[w] & mask[w];
      long sum = row[w] + matched;
      long overflow = Long.compareUnsigned(sum, row[w]) < 0 ? 1 : 0;
      long total = sum + carry;
      overflow |= carry != 0 && total == 0 ? 1 : 0;
      next[w] = total | row[w] & ~mask[w];
      carry = overflow;
    }
    return next;
  }
}
