package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Measurement;
import dev.sluice.pages.model.PageUrl;
import java.util.List;

/**
 * A page that is trusted, and what the rules measure of it, passed or not.
 *
 * @param url its URL
 * @param language its language; {@code none} if the recipe does not ask
 * @param measurements in the order of the steps
 */
public record ReferencePage(PageUrl url, String language, List<Measurement> measurements) {

  public ReferencePage {
    measurements = List.copyOf(measurements);
  }
}
