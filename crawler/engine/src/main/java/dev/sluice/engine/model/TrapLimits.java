package dev.sluice.engine.model;

/**
 * Beyond which limits a URL is taken for one that only a program would make.
 *
 * @param maxChars of path and query
 * @param maxSegments of the path
 * @param maxRepeats how often one segment, or one cycle of segments, may stand in a path
 * @param maxParameters of the query
 * @param maxSameParameter how often the query may name one parameter
 * @param firstYear the earliest year of a date in a URL
 * @param yearsAhead how many years from now a date in a URL may lie ahead
 * @param maxHostLabels labels of the host name
 * @param maxHostsPerDomain hosts of one registered domain that the crawl gets to know
 * @param maxRedirects in a row
 */
public record TrapLimits(
    int maxChars,
    int maxSegments,
    int maxRepeats,
    int maxParameters,
    int maxSameParameter,
    int firstYear,
    int yearsAhead,
    int maxHostLabels,
    int maxHostsPerDomain,
    int maxRedirects) {

  /**
   * 1,024 characters, 20 segments (Heritrix's TooManyPathSegments), 3 repeats (its
   * PathologicalPath), 12 parameters of which none more than 4 times, years from 1990 to two ahead,
   * 8 labels, 1,000 hosts a domain, 10 redirects (as Google's crawlers follow; browsers follow 20
   * by the Fetch standard, and RFC 9309 asks for 5 at a robots.txt, where they are counted apart).
   */
  public static final TrapLimits DEFAULT = new TrapLimits(1024, 20, 3, 12, 4, 1990, 2, 8, 1000, 10);
}
