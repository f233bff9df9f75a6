package dev.sluice.corpus.model;

import java.util.List;

/**
 * Which captures of a snapshot are looked at.
 *
 * @param most about how many, those whose URLs have the smallest digests: always the same ones,
 *     each page as likely as any other; 0 takes all
 * @param hosts only pages of these hosts, and of hosts below them; empty takes all
 */
public record PageChoice(long most, List<String> hosts) {

  /** All captures. */
  public static final PageChoice ALL = new PageChoice(0, List.of());

  public PageChoice {
    if (most < 0) {
      throw new IllegalArgumentException("a sample cannot have " + most + " pages");
    }
    hosts = List.copyOf(hosts);
  }

  /** About so many captures, of any host. */
  public static PageChoice sample(long most) {
    return new PageChoice(most, List.of());
  }

  /** Whether there is no limit to their number. */
  public boolean takesAll() {
    return most == 0;
  }

  /** Whether pages of this host are looked at. */
  public boolean has(String host) {
    return hosts.isEmpty()
        || hosts.stream().anyMatch(it -> host.equals(it) || host.endsWith("." + it));
  }
}
