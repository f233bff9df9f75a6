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
   * @param settings how it is to be chosen and written
   */
  Extracted extract(String characters, String mediaType, PageUrl url, ExtractSettings settings);

  /** Extracts the main text with {@link ExtractSettings#STANDARD}. */
  default Extracted extract(String characters, String mediaType, PageUrl url) {
    return extract(characters, mediaType, url, ExtractSettings.STANDARD);
  }

  /**
   * The same without what belongs to the template of the page's site. Extractors that know nothing
   * of sites leave nothing out.
   */
  default SiteText extract(
      String characters,
      String mediaType,
      PageUrl url,
      ExtractSettings settings,
      SiteTemplate template) {
    return new SiteText(extract(characters, mediaType, url, settings), TemplateCut.NONE);
  }

  /** The blocks of a page, from which the template of its site is learned; none by default. */
  default PageOutline outline(String characters, PageUrl url) {
    return new PageOutline(new long[0], new int[0], new long[0]);
  }
}
