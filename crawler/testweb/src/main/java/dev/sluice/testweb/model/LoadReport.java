package dev.sluice.testweb.model;

import java.util.List;

/**
 * What a web for load has seen since its start or its last reset.
 *
 * @param traffic what was asked for and sent
 * @param hosts manners, host by host
 * @param addresses manners, IP address by IP address
 */
public record LoadReport(Traffic traffic, Politeness hosts, Politeness addresses) {

  /**
   * What was asked for and sent.
   *
   * @param requests of every kind
   * @param pages answers with a page, repeated ones included
   * @param distinctPages pages that were asked for at least once
   * @param allPages pages that there are
   * @param robots requests for robots.txt
   * @param missing answers with 404
   * @param bytes of the answers, heads included
   * @param seconds from the first request to the end of the last answer
   * @param peakConnections most connections at the same time
   * @param refused connections that were made to an address outside 127.0.0.0/8
   * @param cpuSeconds processor time of the server's process since the start or the last reset
   */
  public record Traffic(
      long requests,
      long pages,
      long distinctPages,
      long allPages,
      long robots,
      long missing,
      long bytes,
      double seconds,
      int peakConnections,
      long refused,
      double cpuSeconds) {}

  /**
   * How clients treated all hosts, or all addresses.
   *
   * <p>A gap runs from the end of an answer to the arrival of the next request. Gaps with
   * robots.txt or a missing page on one side are counted by themselves: crawlers differ in whether
   * they wait there.
   *
   * @param requiredMillis the gap that was asked for
   * @param asked hosts that were asked for anything
   * @param maxConcurrent most requests at the same time at any host
   * @param overlaps requests that came before the end of another answer of the same host
   * @param shortPageGaps gaps between two pages that were too short, overlaps not included
   * @param shortOtherGaps other gaps that were too short
   * @param minPageGapMillis the shortest gap between two pages; -1 when there was none
   * @param medianPageGapMillis the median of the hosts' shortest gaps; -1 when there was none
   * @param worst the hosts with the most offences, at most ten
   */
  public record Politeness(
      double requiredMillis,
      int asked,
      int maxConcurrent,
      long overlaps,
      long shortPageGaps,
      long shortOtherGaps,
      double minPageGapMillis,
      double medianPageGapMillis,
      List<Line> worst) {
    public Politeness {
      worst = List.copyOf(worst);
    }

    /** Requests that broke a rule. */
    public long violations() {
      return overlaps + shortPageGaps + shortOtherGaps;
    }
  }

  /**
   * One host or address.
   *
   * @param minPageGapMillis the shortest gap between two pages; -1 when there was none
   */
  public record Line(
      String name,
      long requests,
      long pages,
      long robots,
      int maxConcurrent,
      long overlaps,
      long shortPageGaps,
      long shortOtherGaps,
      double minPageGapMillis) {
    public long violations() {
      return overlaps + shortPageGaps + shortOtherGaps;
    }
  }
}
