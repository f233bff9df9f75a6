package dev.sluice.corpus.model;

/**
 * One step that looks at one page alone: a pure function, safe for use by several threads.
 *
 * <p>It may add to the draft (as {@code extract} does), judge it (as {@code length} does), or both.
 */
@FunctionalInterface
public interface PageStep {

  /** What becomes of a draft. */
  StepOutcome apply(Draft draft);
}
