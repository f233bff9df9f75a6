package dev.sluice.bench.web;

/**
 * What the web saw of its client since its start or the last {@link LoadWeb#reset}.
 *
 * @param requests of every kind
 * @param pages requests for pages, repeated ones included
 * @param distinctPages pages that were asked for at least once
 * @param seconds from the first request to the end of the last answer
 * @param overlaps requests that came before the end of another answer of the same host
 * @param violations overlaps, and other requests that came before the host's delay was over
 * @param maxConcurrent most requests at the same time at any one host
 */
public record WebReport(
    long requests,
    long pages,
    long distinctPages,
    double seconds,
    long overlaps,
    long violations,
    int maxConcurrent) {

  /** Requests for pages that had been asked for before. */
  public long repeated() {
    return pages - distinctPages;
  }
}
