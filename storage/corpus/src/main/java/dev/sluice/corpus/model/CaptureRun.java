package dev.sluice.corpus.model;

import java.util.Optional;

/**
 * The captures of one URL, as they come by in the order of time, and which of them stays: the first
 * of the last ones that have the same text. Runs of neighbouring parts can be joined.
 *
 * @param count how many there are, at least 1
 * @param first number of the first
 * @param kept number of the one that stays
 * @param text hash of the text of the last one
 */
public record CaptureRun(int count, int first, int kept, TextHash text) {

  /** What a capture is dropped with that says the same as the one that stays. */
  public static final double SAME_TEXT = 0;

  /** The run of one capture. */
  public static CaptureRun of(int number, TextHash text) {
    return new CaptureRun(1, number, number, text);
  }

  /** This run and the one after it. */
  public CaptureRun then(CaptureRun next) {
    boolean isOneText = next.kept == next.first && next.text.equals(text);
    return new CaptureRun(count + next.count, first, isOneText ? kept : next.kept, next.text);
  }

  /** The number that a capture of it is dropped with; empty for the one that stays. */
  public Optional<Double> dropped(int number) {
    if (number == kept) {
      return Optional.empty();
    }
    return Optional.of(number < kept ? (double) count : SAME_TEXT);
  }
}
