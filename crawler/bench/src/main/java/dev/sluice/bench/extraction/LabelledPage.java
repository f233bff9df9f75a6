package dev.sluice.bench.extraction;

import java.util.List;

/**
 * A page whose main text a person has marked.
 *
 * @param id names it, and its file
 * @param url its address; empty if not known
 * @param charsetHint what its server said of its encoding; empty if nothing
 * @param dataset the collection that it is from
 * @param lang its language, as a BCP 47 tag
 * @param pageType article, forum and so on; empty if not known
 * @param site its registered domain
 * @param text its main text; empty if only pieces were marked
 * @param wanted pieces that belong to the main text
 * @param unwanted pieces that do not
 */
record LabelledPage(
    String id,
    String url,
    String charsetHint,
    String dataset,
    String lang,
    String pageType,
    String site,
    String text,
    List<String> wanted,
    List<String> unwanted) {}
