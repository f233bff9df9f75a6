package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * What a recipe made of a page.
 *
 * @param language its language, once told; {@code none} before
 * @param text its text as the last step left it; empty if there is none
 * @param steps the steps that the page came to, in order, the one that dropped it included
 * @param cause why it was dropped; empty if all page steps kept it
 */
public record Reading(String language, String text, List<Step> steps, Optional<Cause> cause) {

  /** The language of a page whose language was not asked. */
  public static final String NO_LANGUAGE = Calibration.NO_LANGUAGE;

  /** A step, and what it measured: nothing if it does not apply to the page. */
  public record Step(String name, List<Measurement> measurements) {

    public Step {
      measurements = List.copyOf(measurements);
    }
  }

  /** The step that dropped a page, and the measurement that did not pass. */
  public record Cause(String step, Measurement measurement) {}

  public Reading {
    steps = List.copyOf(steps);
  }

  /** Whether all page steps kept the page. */
  public boolean isKept() {
    return cause.isEmpty();
  }

  long characters() {
    return text.codePointCount(0, text.length());
  }
}
