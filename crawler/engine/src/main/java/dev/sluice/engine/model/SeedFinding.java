package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;

/**
 * What was found out about a seed by asking its host.
 *
 * @param seed the name of the seed
 * @param url its first page
 * @param kind what it is
 * @param detail the same in words, with what to do about it
 */
public record SeedFinding(String seed, PageUrl url, Kind kind, String detail) {

  /** What can be found. */
  public enum Kind {
    /** The first page is there and may be crawled, and nothing looks odd. */
    OK,
    /** There is no answer, or none that brings a page. */
    UNREACHABLE,
    /** The first page is elsewhere. */
    REDIRECTED,
    /** The host's robots.txt disallows the first page. */
    DISALLOWED,
    /** The owner asks that it not be used as a corpus is. */
    OPTED_OUT,
    /** The site looks as if it could go on for ever. */
    TRAP_LIKE,
    /** The first page is no HTML, so it has no links. */
    NOT_HTML,
    /** The first page has very many links to other sites, as lists of links for sale have. */
    MANY_LINKS_OUT,
    /** It was not asked within the time. */
    NOT_ASKED
  }
}
