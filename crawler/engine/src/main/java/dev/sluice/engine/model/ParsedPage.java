package dev.sluice.engine.model;

import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says to a crawler besides its text.
 *
 * @param links pages that it links to and whose following it does not refuse, each once, in the
 *     order in which they first stand; empty if {@code nofollow}
 * @param directives what its owner asks, in its header and its HTML
 * @param nofollow whether none of its links are to be followed
 * @param canonical the address that it names as its proper one (RFC 6596)
 * @param textDigest digest of its text and tags, equal for pages that differ only in attributes,
 *     digits and white space; 0 for a page without text, or one that is no HTML
 */
public record ParsedPage(
    List<PageUrl> links,
    List<Directive> directives,
    boolean nofollow,
    Optional<PageUrl> canonical,
    long textDigest) {

  public ParsedPage {
    links = List.copyOf(links);
    directives = List.copyOf(directives);
  }
}
