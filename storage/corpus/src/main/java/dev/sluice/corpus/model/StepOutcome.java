package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;

/** What a page step made of a draft. */
public sealed interface StepOutcome {

  /** The draft after the step, with all that it measured. */
  Draft draft();

  /** The page goes on to the next step. */
  record Kept(Draft draft) implements StepOutcome {}

  /**
   * The page will not become a document.
   *
   * @param cause the first measurement that did not pass
   */
  record Dropped(Draft draft, Measurement cause) implements StepOutcome {}

  /**
   * The step does not apply to this page, which goes on to the next.
   *
   * @param reason for people, such as {@code "not for language 'ja'"}
   */
  record Skipped(Draft draft, String reason) implements StepOutcome {}

  /** Adds measurements to a draft: it is dropped if one of them did not pass. */
  static StepOutcome judge(Draft draft, List<Measurement> measurements) {
    Draft judged = draft.withMeasurements(measurements);
    Optional<Measurement> failed = measurements.stream().filter(m -> !m.passed()).findFirst();
    return failed.isPresent() ? new Dropped(judged, failed.get()) : new Kept(judged);
  }
}
