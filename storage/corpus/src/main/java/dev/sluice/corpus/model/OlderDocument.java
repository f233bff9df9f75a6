package dev.sluice.corpus.model;

import dev.sluice.pages.model.CaptureKey;

/**
 * A document that the page steps make of an older snapshot, and what they make of its page now.
 *
 * @param key URL and time of fetch
 * @param isWithdrawn whether it is a document no longer, or has another text
 * @param place of the candidate in its part that is this very document, from 0; -1 if there is none
 * @param why the rule that drops its page now; empty if the page has a candidate
 */
public record OlderDocument(CaptureKey key, boolean isWithdrawn, int place, String why) {

  /** What is said of a page that the store has no capture of any more. */
  public static final String PURGED = "purged";

  /** One that is as it was, and a candidate at this place. */
  public static OlderDocument standing(CaptureKey key, int place) {
    return new OlderDocument(key, false, place, "");
  }

  /** One that is so no longer. */
  public static OlderDocument withdrawn(CaptureKey key, String why) {
    return new OlderDocument(key, true, -1, why);
  }

  /** The id under which it was exported. */
  public String id() {
    return Document.id(key);
  }
}
