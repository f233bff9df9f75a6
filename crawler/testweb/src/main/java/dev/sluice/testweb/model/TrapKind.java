package dev.sluice.testweb.model;

/** The ways in which a site can go on for ever. */
public enum TrapKind {
  /** Every page leads to one a folder deeper. */
  DEEPER,
  /** Relative links that repeat the same segments: {@code a/b/a/b/a/b}. */
  REPEATING,
  /** A new session number in the path of every link. */
  SESSION_IN_PATH,
  /** A new session number in the query of every link. */
  SESSION_IN_QUERY,
  /** Every filter can be added to every other, in any order. */
  FACETS,
  /** There is always a next page. */
  PAGINATION,
  /** Every path answers 200 with a page that says that nothing is there. */
  SOFT_404,
  /** Page upon page that differ in one number. */
  NEAR_DUPLICATES,
  /** URLs are glued to the end of the URL of the page, for want of a scheme. */
  CONCATENATED
}
