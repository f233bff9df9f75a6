package dev.sluice.corpus.model;

import dev.sluice.pages.model.PageUrl;

/** Finds the main text of a page. */
@FunctionalInterface
public interface Extractor {

  /**
   * Extracts the main text.
   *
   * @param characters the page's characters
   * @param mediaType media type without parameters; HTML is parsed, plain text is taken as it is
   * @param url the page's address, for links and site rules
   */
  Extracted extract(String characters, String mediaType, PageUrl url);
}
