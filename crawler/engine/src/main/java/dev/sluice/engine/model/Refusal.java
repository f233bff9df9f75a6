package dev.sluice.engine.model;

/**
 * Why a URL is no part of the crawl. Callers count refusals by these names; the order is part of
 * the stored format: new ones go to the end.
 */
public enum Refusal {
  NO_SEED("no seed's extent holds it"),
  EXCLUDED("a pattern of the seed excludes it"),
  NOT_INCLUDED("no include pattern of the seed matches it"),
  TOO_DEEP("more links away from the seed than its depth allows"),
  TOO_LONG("path and query are too long"),
  TOO_MANY_FOLDERS("the path has too many segments"),
  REPEATED_FOLDERS("the path repeats itself"),
  TOO_MANY_PARAMETERS("the query has too many parameters"),
  REPEATED_PARAMETER("the query names a parameter again and again"),
  URL_IN_PATH("the path holds another URL, as badly joined links do"),
  CALENDAR("a date of a calendar that never ends"),
  TOO_MANY_LABELS("the host name has too many labels"),
  TOO_MANY_SUBDOMAINS("the domain has too many hosts"),
  BUDGET_HOST("the host's budget of pages is used up"),
  BUDGET_DOMAIN("the domain's budget of pages is used up"),
  BUDGET_SEED("the seed's budget of pages is used up"),
  BUDGET_PATH("the budget of this part of the host is used up"),
  FLOOD("URLs of this shape bring nothing new"),
  SOFT_404("URLs of this shape all bring the host's page for what is not there"),
  SESSION_ID("URLs of this shape differ in a random token only"),
  TOO_MANY_REDIRECTS("one redirect after another"),
  PAUSED("its seed is paused"),
  TAKEN_DOWN("somebody asked to take it down");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  /** What it means, as the end of a sentence about a URL. */
  public String words() {
    return words;
  }
}
