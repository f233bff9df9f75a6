package dev.sluice.engine.model;

/** What became of a URL. The order is part of the stored format: new ones go to the end. */
public enum UrlStatus {
  /** Waits to be fetched, perhaps again after a failure. */
  QUEUED,
  /** Was answered, and the answer is stored. */
  FETCHED,
  /** Was never answered, for as often as it was tried. */
  FAILED,
  /** Is disallowed by robots.txt, and was not asked for. */
  DISALLOWED,
  /** Is of a kind of which the host has shown that it brings nothing new; was not asked for. */
  REFUSED,
  /** Waits like a queued one, and stands in the queue, but a budget of pages was used up. */
  OVER_BUDGET;

  /** Whether it waits to be fetched, and so has a place in the queue. */
  public boolean isInQueue() {
    return this == QUEUED || this == OVER_BUDGET;
  }
}
