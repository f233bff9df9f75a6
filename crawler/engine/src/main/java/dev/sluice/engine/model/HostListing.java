package dev.sluice.engine.model;

import java.util.List;
import java.util.Optional;

/**
 * Some hosts, in the order of their names as they are read from the right ({@code
 * org.example.www}).
 *
 * @param hosts those that were found; can be fewer than were asked for, or none, although more come
 * @param next the name after which to go on; empty if there are no more
 */
public record HostListing(List<ListedHost> hosts, Optional<String> next) {

  public HostListing {
    hosts = List.copyOf(hosts);
  }

  /**
   * A host, how it stands, and what it waits for.
   *
   * @param name of the host
   * @param record what is kept of it
   * @param waitsFor what it waits for
   */
  public record ListedHost(String name, HostRecord record, HostWait waitsFor) {}
}
