package dev.sluice.service.extract;

/**
 * What became of the pages.
 *
 * @param withText pages with a main text
 * @param withoutText pages without one
 * @param failed pages that could not be read or failed; each has a line with the field {@code
 *     error}
 * @param troubles inputs that could not be looked into, or held nothing
 * @param textCharacters length of all texts, in UTF-16 units
 */
public record ExtractCounts(
    long withText, long withoutText, long failed, long troubles, long textCharacters) {

  /** All pages, each of which has a line. */
  public long pages() {
    return withText + withoutText + failed;
  }

  /** Whether everything that was named was read. */
  public boolean isWell() {
    return failed == 0 && troubles == 0;
  }
}
