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
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One connection from its first request to its last. */
final class Connection {
  private static final int IDLE_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final SocketChannel channel;
  private final Hosts hosts;
  private final long number;
  private final RequestLog log;
  private final BooleanSupplier crowded;
  private final BufferedInputStream in;
  private final RequestReader reader;

  Connection(
      SocketChannel channel, Hosts hosts, long number, RequestLog log, BooleanSupplier crowded)
      throws IOException {
    this.channel = channel;
    this.hosts = hosts;
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
    Host host = hosts.of(request);
    RequestLog.Open open = log.arrived(host.name(), number, request, arrival.nanos());
    SocketWire wire = new SocketWire(channel, in, request, open, host.site(), crowded);
    try {
      answer(wire, request, host.site());
      wire.end(Ending.COMPLETE);
    } finally {
      // Without effect when the answer has ended already.
      wire.end(Ending.BROKEN);
    }
    return wire.staysOpen();
  }

  private static void answer(SocketWire wire, Request request, Site site) throws IOException {
    if (!List.of("GET", "HEAD").contains(request.method())) {
      wire.replyAndClose(Reply.status(405).with("Allow", "GET, HEAD"));
      return;
    }
    if (!site.latency().isZero()) {
      wire.pause(site.latency());
    }
    Reply page = site.reply(request.target());
    Optional<Fault> fault = site.fault(request.target());
    if (fault.isPresent()) {
      fault.get().answer(wire, page);
    } else {
      wire.reply(isUnchanged(request, page) ? page.withStatus(304) : page);
    }
  }

  /** RFC 9110, 13.2.2: a tag counts before a date. */
  private static boolean isUnchanged(Request request, Reply page) {
    Optional<String> tags = request.header("If-None-Match");
    if (page.status() != 200) {
      return false;
    }
    if (tags.isPresent()) {
      return page.header("ETag").filter(tag -> isAmong(tag, tags.get())).isPresent();
    }
    Optional<String> since = request.header("If-Modified-Since");
    return since.isPresent()
        && page.header("Last-Modified").filter(date -> !isLater(date, since.get())).isPresent();
  }

  private static boolean isAmong(String tag, String tags) {
    return Arrays.stream(tags.split(",", -1))
        .map(other -> other.strip().replaceFirst("^W/", ""))
        .anyMatch(other -> other.equals("*") || other.equals(tag));
  }

  /** Whether the first date is after the second; a date that cannot be read is before all. */
  private static boolean isLater(String date, String than) {
    try {
      return HTTP_DATE.parse(date, Instant::from).isAfter(HTTP_DATE.parse(than, Instant::from));
    } catch (DateTimeParseException e) {
      return true;
    }
  }
}
