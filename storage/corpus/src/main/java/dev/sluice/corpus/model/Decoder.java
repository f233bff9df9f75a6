package dev.sluice.corpus.model;

import dev.sluice.pages.model.RawPage;

/** Turns a body into characters. */
@FunctionalInterface
public interface Decoder {

  /** Decodes a page's body; never fails, since undecodable bytes become U+FFFD. */
  Decoded decode(RawPage page);

  /** The same, knowing what other pages of the site are like; by default that changes nothing. */
  default Decoded decode(RawPage page, SiteFacts site) {
    return decode(page);
  }
}
