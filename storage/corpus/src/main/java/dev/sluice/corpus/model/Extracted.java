package dev.sluice.corpus.model;

import java.util.Optional;

/**
 * What a page said: its main text and the facts that it states of itself.
 *
 * @param text the main text: lines separated by {@code \n}, paragraphs by an empty line; no
 *     navigation, no markup; empty if the page has no main text
 * @param title the page's title, without the site's name where that can be told
 * @param author as stated by the page
 * @param published date or time of publication as stated by the page, in ISO 8601
 * @param siteName as stated by the page
 * @param languageHint BCP 47 tag of {@code <html lang>} or its like
 */
public record Extracted(
    String text,
    Optional<String> title,
    Optional<String> author,
    Optional<String> published,
    Optional<String> siteName,
    Optional<String> languageHint) {}
