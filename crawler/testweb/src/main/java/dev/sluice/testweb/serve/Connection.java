package dev.sluice.testweb.serve;

import dev.sluice.testweb.model.Ending;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Request;
import dev.sluice.testweb.model.RequestLog;
import dev.sluice.testweb.site.Site;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One connection from its first request to its last. */
final class Connection {
  private static final int IDLE_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  private final SocketChannel channel;
  private final Host host;
  private final long number;
  private final RequestLog log;
  private final BooleanSupplier crowded;
  private final BufferedInputStream in;
  private final RequestReader reader;

  Connection(SocketChannel channel, Host host, long number, RequestLog log, BooleanSupplier crowded)
      throws IOException {
    this.channel = channel;
    this.host = host;
    this.number = number;
    this.log = log;
    this.crowded = crowded;
    this.in = new BufferedInputStream(channel.socket().getInputStream());
    this.reader = new RequestReader(in);
  }

  void serve() throws IOException {
    boolean more = true;
    while (more) {
      channel.socket().setSoTimeout(IDLE_MILLIS);
      Optional<RequestReader.Arrival> arrival = next();
      more = arrival.isPresent() && serve(arrival.get());
    }
  }

  private Optional<RequestReader.Arrival> next() throws IOException {
    try {
      return reader.next();
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  /** Answers one request; whether another may follow on this connection. */
  private boolean serve(RequestReader.Arrival arrival) throws IOException {
    Request request = arrival.request();
    RequestLog.Open open = log.arrived(host.name(), number, request, arrival.nanos());
    SocketWire wire = new SocketWire(channel, in, request, open, host.site(), crowded);
    try {
      answer(wire, request);
      wire.end(Ending.COMPLETE);
    } finally {
      // Without effect when the answer has ended already.
      wire.end(Ending.BROKEN);
    }
    return wire.staysOpen();
  }

  private void answer(SocketWire wire, Request request) throws IOException {
    if (!List.of("GET", "HEAD").contains(request.method())) {
      wire.replyAndClose(Reply.status(405).with("Allow", "GET, HEAD"));
      return;
    }
    Site site = host.site();
    Reply page = site.reply(request.target());
    Optional<Fault> fault = site.fault(request.target());
    if (fault.isPresent()) {
      fault.get().answer(wire, page);
    } else {
      wire.reply(isUnchanged(request, page) ? page.withStatus(304) : page);
    }
  }

  private static boolean isUnchanged(Request request, Reply page) {
    return page.header("ETag").isPresent()
        && page.header("ETag").equals(request.header("If-None-Match"));
  }
}
