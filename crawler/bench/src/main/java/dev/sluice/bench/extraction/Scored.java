package dev.sluice.bench.extraction;

/**
 * An extracted page beside its truth.
 *
 * @param page with its label
 * @param text as extracted
 * @param agreement of both; of no meaning for a page with pieces only
 */
record Scored(LabelledPage page, String text, Agreement agreement) {

  static Scored of(LabelledPage page, String text) {
    return new Scored(page, text, Agreement.of(page.text(), text));
  }

  /** True if the page counts among all: a person marked its whole text. */
  boolean counts() {
    return !page.text().isEmpty() && !LabelledPages.NOT_COUNTED.contains(page.dataset());
  }

  /** The value of a trait by which pages are grouped; empty if there is none. */
  String trait(String name) {
    return switch (name) {
      case "set" -> page.dataset();
      case "lang" -> page.lang();
      case "page_type" -> page.pageType();
      default -> "";
    };
  }

  /**
   * Of the wanted and unwanted pieces: wanted and there, unwanted and there, wanted and not there.
   */
  int[] pieces() {
    String plain = plain(text);
    int right = (int) page.wanted().stream().filter(p -> plain.contains(plain(p))).count();
    int wrong = (int) page.unwanted().stream().filter(p -> plain.contains(plain(p))).count();
    return new int[] {right, wrong, page.wanted().size() - right};
  }

  private static String plain(String text) {
    return text.replaceAll("(?U)\\s+", " ").strip();
  }
}
