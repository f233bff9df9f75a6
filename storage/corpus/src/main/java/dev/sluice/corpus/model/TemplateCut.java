package dev.sluice.corpus.model;

import java.util.List;

/**
 * What was left out of a page since it belongs to the template of its site.
 *
 * @param pages how many pages the template was learned from
 * @param share letters left out divided by all letters of the page, 0 to 1
 * @param lines the pieces that were left out, in the order of the page
 */
public record TemplateCut(int pages, double share, List<Line> lines) {

  /** Nothing was left out. */
  public static final TemplateCut NONE = new TemplateCut(0, 0, List.of());

  /**
   * A piece of text that was left out.
   *
   * @param text the piece, white space collapsed
   * @param pages how many of the pages have it
   */
  public record Line(String text, int pages) {}

  public TemplateCut {
    lines = List.copyOf(lines);
  }
}
