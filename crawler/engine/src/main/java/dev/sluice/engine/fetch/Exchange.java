package dev.sluice.engine.fetch;

import dev.sluice.engine.fetch.Connection.Head;
import dev.sluice.engine.fetch.Connection.Key;
import dev.sluice.engine.fetch.Deadline.Verdict;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchFailure.Stage;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * One fetch on its way through its stages; it knows at which one it is, and so what a failure
 * means. Used once, by one thread.
 */
final class Exchange implements AutoCloseable {

  /** A rest of a body that is read rather than to make a new connection for the next request. */
  private static final int MOST_DRAINED_BYTES = 64 << 10;

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(1);

  private final FetchRequest request;
  private final Deadline.Watch watch;
  private final FetchLimits limits;
  private final AddressBook addresses;
  private final Connections connections;
  private final Tls tls;
  private final BodyReader bodies;
  private final InstantSource clock;
  private final Instant startedAt;
  private Stage stage = Stage.LOOKUP;
  private @Nullable SocketChannel channel;
  private @Nullable BodyInput body;

  Exchange(
      FetchRequest request,
      Deadline.Watch watch,
      FetchLimits limits,
      AddressBook addresses,
      Connections connections,
      Tls tls,
      BodyReader bodies,
      InstantSource clock) {
    this.request = request;
    this.watch = watch;
    this.limits = limits;
    this.addresses = addresses;
    this.connections = connections;
    this.tls = tls;
    this.bodies = bodies;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  FetchResult run(byte[] requestBytes) throws IOException, HttpException {
    Lookup lookup = look(request.url().host());
    if (lookup instanceof NotFound none) {
      return watch.verdict() == Verdict.GOING
          ? new Failure(none.kind(), none.detail(), clock.instant())
          : failure(new IOException(none.detail()));
    }
    Connection connection = connection(((Found) lookup).address());
    enter(Stage.HEADER, limits.readTimeout());
    Head head = connection.ask(requestBytes, watch);
    body = head.body();
    enter(Stage.BODY, limits.readTimeout());
    Answer answer = answer(connection, head);
    finish(connection, head);
    return answer;
  }

  private void enter(Stage next, Duration longestSilence) {
    stage = next;
    watch.await(longestSilence);
  }

  private Lookup look(String host) {
    Optional<Lookup> known = addresses.known(host);
    if (known.isPresent()) {
      return known.get();
    }
    CompletableFuture<Lookup> future = addresses.start(host);
    watch.guard(() -> future.cancel(false));
    return addresses.await(host, future);
  }

  private Connection connection(InetAddress address) throws IOException {
    Key key = Key.of(request.url(), request.allowUnverified());
    Optional<Connection> waiting = connections.take(key, address);
    if (waiting.isPresent()) {
      guard(waiting.get().channel());
      return waiting.get();
    }
    SocketChannel connecting = Connection.unconnected();
    guard(connecting);
    connect(connecting, new InetSocketAddress(address, key.port()));
    if (!key.tls()) {
      return Connection.plain(key, connecting);
    }
    enter(Stage.TLS, limits.connectTimeout());
    return Connection.secured(key, connecting, tls);
  }

  private void guard(SocketChannel opened) {
    channel = opened;
    watch.guard(opened);
  }

  private void connect(SocketChannel connecting, InetSocketAddress to) throws IOException {
    enter(Stage.CONNECT, limits.connectTimeout());
    try {
      connecting.connect(to);
    } catch (IOException noConnection) {
      boolean ofTheAddress = watch.verdict() == Verdict.GOING || watch.verdict() == Verdict.SILENT;
      if (ofTheAddress) {
        addresses.failed(request.url().host(), to.getAddress());
      }
      throw noConnection;
    }
  }

  private Answer answer(Connection connection, Head head) throws IOException {
    BodyReader.Body read = BodyReader.Body.NONE;
    if (!head.body().ended()) {
      read =
          request.wanted().test(head.headers().mediaType())
              ? bodies.read(head.body(), ContentCodings.of(head.headers()), request.maxBodyBytes())
              : BodyReader.Body.UNREAD;
    }
    Instant endedAt = clock.instant();
    return new Answer(
        head.status(),
        head.headers(),
        read.bytes(),
        read.truncated(),
        connection.address().getHostAddress(),
        connection.unverified(),
        Duration.between(startedAt, endedAt),
        endedAt);
  }

  /** Keeps the connection for the next request if it can be had; the answer stands either way. */
  private void finish(Connection connection, Head head) {
    try {
      boolean worthwhile = head.framing().persistent() && watch.verdict() == Verdict.GOING;
      if (worthwhile && !head.body().ended()) {
        connection.drain(head, MOST_DRAINED_BYTES, LONGEST_DRAIN, clock);
      }
    } catch (IOException broken) {
      return;
    }
    if (connection.isReusable(head) && watch.release()) {
      channel = null;
      connections.give(connection, head.framing().keptFor());
    }
  }

  /** What trouble at this stage means. */
  Failure failure(Exception cause) {
    Instant endedAt = clock.instant();
    return switch (watch.verdict()) {
      case CANCELLED -> new Failure(FetchFailure.CANCELLED, "the crawl was stopped", endedAt);
      case EXPIRED ->
          new Failure(
              FetchFailure.TIMEOUT,
              "no complete answer within " + limits.deadline().toMillis() + " ms",
              endedAt);
      case SILENT ->
          new Failure(silence(), "the server fell silent at the stage " + stage, endedAt);
      case GOING -> new Failure(kind(cause), words(cause), endedAt);
    };
  }

  private static String words(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private FetchFailure silence() {
    return switch (stage) {
      case CONNECT -> FetchFailure.CONNECT_TIMEOUT;
      case TLS -> FetchFailure.TLS_TIMEOUT;
      case HEADER -> FetchFailure.HEADER_TIMEOUT;
      case BODY -> FetchFailure.BODY_TIMEOUT;
      case LOOKUP -> FetchFailure.LOOKUP_TIMEOUT;
      case WHOLE, CRAWLER -> FetchFailure.TIMEOUT;
    };
  }

  private FetchFailure kind(Exception cause) {
    if (cause instanceof ClosedByInterruptException) {
      return FetchFailure.CANCELLED;
    }
    return switch (stage) {
      case CONNECT -> FetchFailure.NO_CONNECTION;
      case TLS -> FetchFailure.TLS;
      case HEADER -> headerTrouble(cause);
      case BODY -> body == null || body.broken() ? FetchFailure.BROKEN : FetchFailure.UNDECODABLE;
      case LOOKUP, WHOLE, CRAWLER -> FetchFailure.UNKNOWN_HOST;
    };
  }

  private static FetchFailure headerTrouble(Exception cause) {
    if (cause instanceof MessageConstraintException) {
      return FetchFailure.HEADER_TOO_LARGE;
    }
    return cause instanceof HttpException ? FetchFailure.MALFORMED : FetchFailure.NO_ANSWER;
  }

  @Override
  public void close() {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // There is nothing more to close.
    }
  }
}
