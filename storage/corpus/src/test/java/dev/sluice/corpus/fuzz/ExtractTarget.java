package dev.sluice.corpus.fuzz;

import dev.sluice.corpus.extract.MainTextExtractor;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;

/** Characters become text: any characters. */
public final class ExtractTarget {

  private static final PageUrl URL = PageUrl.parse("https://example.com/thread/1");
  private static final Extractor EXTRACTOR = new MainTextExtractor();

  private ExtractTarget() {}

  /** Throws if a property does not hold. */
  public static void fuzzerTestOneInput(byte[] input) {
    check(new String(input, StandardCharsets.UTF_8));
  }

  static void check(String page) {
    Extracted content = EXTRACTOR.extract(page, "text/html", URL);
    Properties.check(
        content.equals(EXTRACTOR.extract(page, "text/html", URL)), "not deterministic");
    Properties.check(
        content.text().length() <= 20L * page.length() + 1_000,
        content.text().length() + " characters of text from " + page.length());
    Properties.check(content.text().equals(content.text().strip()), "white space at an end");
    Properties.check(Properties.isWellFormed(content.text()), "half of a surrogate pair");
    Properties.check(Properties.hasNoControls(content.text()), "a control character");
  }
}
