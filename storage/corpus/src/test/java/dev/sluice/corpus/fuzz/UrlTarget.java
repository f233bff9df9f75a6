package dev.sluice.corpus.fuzz;

import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that may be URLs: what is one has one spelling, and its key stands for it. */
public final class UrlTarget {

  private UrlTarget() {}

  /** Throws if a property does not hold. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Optional<PageUrl> parsed = PageUrl.tryParse(text);
    if (parsed.isEmpty()) {
      return;
    }
    PageUrl url = parsed.get();
    Properties.check(PageUrl.parse(url.toString()).equals(url), "its text is another URL");
    Properties.check(PageUrl.fromKey(url.key()).equals(url), "its key is another URL's");
  }
}
