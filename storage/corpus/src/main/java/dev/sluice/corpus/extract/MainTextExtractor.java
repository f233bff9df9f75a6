package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.pages.model.PageUrl;
import java.util.Optional;
import org.jsoup.Jsoup;

/** Finds the main text of HTML pages, and passes plain text on. */
public final class MainTextExtractor implements Extractor {

  /** Makes an extractor; it holds no state and can be shared between threads. */
  public MainTextExtractor() {}

  @Override
  public Extracted extract(String characters, String mediaType, PageUrl url) {
    String text = Jsoup.parse(characters, url.toString()).body().wholeText();
    return new Extracted(
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
