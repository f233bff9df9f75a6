package dev.sluice.testweb.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What a web for load is like: how many sites and pages, what manners it expects, how it is served.
 *
 * @param manners by what the referee judges
 */
public record LoadPlan(Shape shape, Manners manners, Serving serving) {

  /**
   * How large the web is.
   *
   * @param pages of each site, the front page included
   * @param links of each page
   * @param medianBytes of a page; sizes run from a third of it to three times as much
   */
  public record Shape(int sites, int pages, int links, int medianBytes, long seed) {
    public Shape {
      if (sites < 1 || pages < 1 || links < 2 || medianBytes < 1000) {
        throw new IllegalArgumentException(
            "a web for load needs a site, a page, two links a page and 1000 bytes a page");
      }
    }
  }

  /**
   * What clients have been told to do.
   *
   * @param delay from the end of an answer to the next request at the same host
   * @param addressDelay the same for all hosts of one IP address together
   * @param crawlDelay what robots.txt asks for; empty for nothing
   */
  public record Manners(Duration delay, Duration addressDelay, Optional<Duration> crawlDelay) {

    /** The longer of the delay and the Crawl-delay. */
    public Duration required() {
      return crawlDelay.filter(asked -> asked.compareTo(delay) > 0).orElse(delay);
    }
  }

  /**
   * How the web is served.
   *
   * @param port 0 for any free one
   * @param controlPort 0 for any free one
   * @param firstAddress IPv4 address of the first site, in 127.0.0.0/8; the others follow upward
   * @param sitesPerAddress 1: hosts are IP literals; more: hosts are {@code s0.test} and on, and
   *     the client must resolve them to their addresses
   * @param latency from the arrival of a request to its answer
   * @param threads event loops
   */
  public record Serving(
      int port,
      int controlPort,
      String firstAddress,
      int sitesPerAddress,
      Duration latency,
      int threads) {
    public Serving {
      if (sitesPerAddress < 1 || threads < 1) {
        throw new IllegalArgumentException("an address needs a site, and a server a thread");
      }
    }
  }

  /** Pages of 25 kB with 60 links, no latency, no delay, any free port, one thread. */
  public static LoadPlan of(int sites, int pages) {
    return new LoadPlan(
        new Shape(sites, pages, 60, 25_000, 2026),
        new Manners(Duration.ZERO, Duration.ZERO, Optional.empty()),
        new Serving(0, 0, "127.100.0.1", 1, Duration.ZERO, 1));
  }

  public LoadPlan with(Shape other) {
    return new LoadPlan(other, manners, serving);
  }

  public LoadPlan with(Manners other) {
    return new LoadPlan(shape, other, serving);
  }

  public LoadPlan with(Serving other) {
    return new LoadPlan(shape, manners, other);
  }
}
