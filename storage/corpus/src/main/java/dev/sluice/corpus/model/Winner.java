package dev.sluice.corpus.model;

import java.time.Instant;

/**
 * A page in whose favour another was dropped.
 *
 * @param id its document's id, or what that would have been
 * @param url its URL
 * @param fetchedAt end of the answer
 * @param export the earlier export that holds it; empty if it is a candidate of the same export
 */
public record Winner(String id, String url, Instant fetchedAt, String export) {

  /** A candidate of the same export. */
  public static Winner of(Signature signature) {
    return new Winner(signature.id(), signature.url().toString(), signature.fetchedAt(), "");
  }
}
