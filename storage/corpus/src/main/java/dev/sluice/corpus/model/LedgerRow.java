package dev.sluice.corpus.model;

import dev.sluice.pages.model.CaptureKey;
import java.util.Optional;

/**
 * Why a capture is no document.
 *
 * @param id the id of the document that it would have been
 * @param key URL and time of fetch
 * @param step name of the step that dropped it
 * @param cause the first measurement that did not pass
 * @param match the capture in whose favour it was dropped, if a comparison dropped it; should a
 *     later comparison have dropped that one too, its own row says so
 */
public record LedgerRow(
    String id, CaptureKey key, String step, Measurement cause, Optional<Match> match) {

  /** A capture that another one was compared with; its document's id and its URL. */
  public record Match(String id, String url) {}
}
