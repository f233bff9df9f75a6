package dev.sluice.engine.fetch;

import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.hc.core5.http.HttpException;

/**
 * Asks for one URL and reads the answer, whatever the server does.
 *
 * <p>Nothing is followed, retried or remembered here: a redirect is an answer, a second attempt is
 * the frontier's decision, cookies are not kept. Certificates are verified. A request goes to the
 * address that the {@link AddressBook} gives for its host. The {@link Deadline} watches each step's
 * silence and the whole exchange, since a server that sends a byte now and then is never silent. A
 * body beyond the limit is cut and its connection thrown away, because reading on to reuse it would
 * be endless for an endless body.
 *
 * <p>HTTP is spoken with the parsers of Apache HttpCore, directly on the connection: a client
 * library's chain of handlers, connection leases and timers would take more of a processor than the
 * exchange itself.
 *
 * <p>Safe for use by several threads.
 */
public final class Fetcher implements AutoCloseable {

  private final FetchLimits limits;
  private final AddressBook addresses;
  private final Tls tls;
  private final InstantSource clock;
  private final RequestWriter writer;
  private final BodyReader bodies = new BodyReader();
  private final Connections connections;
  private final Deadline deadline;

  /**
   * @param userAgent sent with each request
   * @param addresses where hosts are asked; stays its owner's to close
   * @throws IllegalArgumentException if the user agent cannot stand in a header
   */
  public Fetcher(
      String userAgent, FetchLimits limits, AddressBook addresses, Tls tls, InstantSource clock) {
    this.limits = limits;
    this.addresses = addresses;
    this.tls = tls;
    this.clock = clock;
    this.writer = new RequestWriter(userAgent);
    this.connections = new Connections(clock);
    this.deadline = new Deadline(limits.deadline(), connections::closeOld);
  }

  /** Fetches what a request asks for. */
  public FetchResult fetch(FetchRequest request) {
    try (Deadline.Watch watch = deadline.watch();
        Exchange exchange =
            new Exchange(request, watch, limits, addresses, connections, tls, bodies, clock)) {
      try {
        return exchange.run(writer.bytes(request));
      } catch (IOException | HttpException trouble) {
        return exchange.failure(trouble);
      }
    }
  }

  /** Ends all fetches, now and from now on; they become failures of kind {@code CANCELLED}. */
  public void cancelAll() {
    deadline.cancelAll();
  }

  @Override
  public void close() {
    deadline.cancelAll();
    connections.close();
    deadline.close();
  }
}
