package dev.sluice.engine.model;

import java.net.InetAddress;

/** What came of looking a host up. */
public sealed interface Lookup {

  /**
   * The host has an address that the crawl may connect to.
   *
   * @param address the one that requests go to now
   */
  record Found(InetAddress address) implements Lookup {}

  /**
   * There is no address to connect to.
   *
   * @param kind why, a failure of the stage {@code LOOKUP}, or {@code CANCELLED}
   * @param detail the same in words
   */
  record NotFound(FetchFailure kind, String detail) implements Lookup {}
}
