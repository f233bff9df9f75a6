package dev.sluice.corpus.model;

import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the choosing of documents knows of a candidate, a page that passed all page steps.
 *
 * @param capture number of the capture in the snapshot, in the order of keys, from 0
 * @param id the id of the document that it would be
 * @param url the URL as requested
 * @param fetchedAt end of the answer
 * @param textHash XXH3-128 of the normalised text
 * @param textBytes length of the text in UTF-8
 */
public record Signature(
    long capture, String id, PageUrl url, Instant fetchedAt, TextHash textHash, int textBytes) {

  /** The signature of a document made from the capture with that number. */
  public static Signature of(long capture, Document document) {
    int bytes = document.text().getBytes(StandardCharsets.UTF_8).length;
    CaptureKey key = document.key();
    return new Signature(
        capture, document.id(), key.url(), key.fetchedAt(), document.textHash(), bytes);
  }

  /** The same page with this left of its text. */
  public Signature with(Remainder left) {
    return new Signature(capture, id, url, fetchedAt, left.textHash(), left.textBytes());
  }
}
