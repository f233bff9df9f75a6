package dev.sluice.bench.rules;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;

/**
 * Drafts as rules on texts find them, made of texts that are at hand.
 *
 * @param functions whose segmenter cuts the texts
 * @param label the language that all are taken for
 */
record TextDrafts(PageFunctions functions, LanguageLabel label) {

  /** No rule on texts looks at the page, so all have the same one. */
  private static final RawPage PAGE =
      RawPage.uncrawled(PageUrl.parse("https://example.com/"), "text/plain", new byte[0]);

  /** Drafts of texts in a language, such as {@code en}. */
  static TextDrafts in(String language, PageFunctions functions) {
    return new TextDrafts(functions, new LanguageLabel(language, "Zyyy", 1));
  }

  /** A draft of a text. */
  Draft of(String text) {
    return Draft.of(PAGE)
        .withDecoded(new Decoded(text, "UTF-8", Decoded.Evidence.DEFAULT, 0))
        .withExtracted(Extracted.ofText(text))
        .withLanguage(label, functions.segmenter().segment(text, label));
  }

  /** How many sentences a line has. */
  int sentences(String line) {
    return functions.segmenter().segment(line, label).sentences().size();
  }
}
