package dev.sluice.corpus.model;

import java.util.Optional;

/**
 * What the pages of one host have in common: learned from a sample of them before any is cleaned,
 * and handed to the steps with each page.
 *
 * @param charset the encoding that most of its pages declare, by its WHATWG name; empty if they
 *     declare none, or no one of them clearly
 * @param template the blocks that its pages share
 */
public record SiteFacts(Optional<String> charset, SiteTemplate template) {

  /** For pages of which nothing but themselves is known. */
  public static final SiteFacts NONE = new SiteFacts(Optional.empty(), SiteTemplate.NONE);
}
