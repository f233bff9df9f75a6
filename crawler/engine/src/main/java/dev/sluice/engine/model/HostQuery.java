package dev.sluice.engine.model;

import dev.sluice.engine.model.HostRecord.Standing;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts are asked about.
 *
 * @param text a host or a domain, with all hosts below it; or, if no host is known there, what a
 *     name is to contain; empty for all hosts
 * @param standing only those that stand so
 * @param after the name of a host, known or not: only those that come after it, in the order of the
 *     names as they are read from the right
 * @param atMost how many hosts, 1 to 1,000
 */
public record HostQuery(
    String text, Optional<Standing> standing, Optional<String> after, int atMost) {

  /** The most hosts that can be asked for at once. */
  public static final int MOST = 1_000;

  public HostQuery {
    if (atMost < 1 || atMost > MOST) {
      throw new IllegalArgumentException("not from 1 to " + MOST + ": " + atMost);
    }
    text = text.strip().toLowerCase(Locale.ROOT);
  }

  /** The first hosts of all. */
  public static HostQuery first(int atMost) {
    return new HostQuery("", Optional.empty(), Optional.empty(), atMost);
  }
}
