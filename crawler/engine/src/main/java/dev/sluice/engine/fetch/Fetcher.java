package dev.sluice.engine.fetch;

import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks for one URL and reads the answer, whatever the server does.
 *
 * <p>Nothing is followed, retried or remembered here: a redirect is an answer, a second attempt is
 * the frontier's decision, cookies are not kept. Certificates are verified. Three clocks run: one
 * for the connection, one for the server's silence, and a {@link Deadline} for the whole exchange,
 * since a server that sends a byte now and then is never silent. A body beyond the limit is cut and
 * its connection thrown away, because reading on to reuse it would be endless for an endless body.
 *
 * <p>Safe for use by several threads.
 */
public final class Fetcher implements AutoCloseable {

  private static final int MAX_HEADER_LINES = 200;
  private static final int MAX_LINE_BYTES = 16 << 10;
  private static final TimeValue RECHECK_IDLE_CONNECTION_AFTER = TimeValue.ofMilliseconds(500);
  private static final TimeValue CLOSE_IDLE_CONNECTION_AFTER = TimeValue.ofSeconds(30);

  private final FetchLimits limits;
  private final InstantSource clock;
  private final AddressBook addresses;
  private final Deadline deadline;
  private final CloseableHttpClient client;

  public Fetcher(
      String userAgent,
      int connections,
      FetchLimits limits,
      AddressBook addresses,
      InstantSource clock) {
    this.limits = limits;
    this.addresses = addresses;
    this.clock = clock;
    this.deadline = new Deadline(limits.deadline());
    this.client = client(userAgent, connections(connections));
  }

  private PoolingHttpClientConnectionManager connections(int connections) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(2 * connections)
        .setMaxConnPerRoute(connections)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(limits.connectTimeout()))
                .setSocketTimeout(timeout(limits.readTimeout()))
                .setValidateAfterInactivity(RECHECK_IDLE_CONNECTION_AFTER)
                .build())
        .setDefaultSocketConfig(
            SocketConfig.custom().setSoTimeout(timeout(limits.readTimeout())).build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADER_LINES)
                        .setMaxLineLength(MAX_LINE_BYTES)
                        .build())
                .build())
        .build();
  }

  private CloseableHttpClient client(
      String userAgent, PoolingHttpClientConnectionManager connections) {
    return HttpClientBuilder.create()
        .setUserAgent(userAgent)
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(timeout(limits.readTimeout()))
                .setConnectionRequestTimeout(timeout(limits.deadline()))
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression() // decoded here, so that the header stays as it was received
        .evictIdleConnections(CLOSE_IDLE_CONNECTION_AFTER)
        .build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(duration.toMillis());
  }

  /** Fetches what a request asks for. */
  public FetchResult fetch(FetchRequest wish) {
    PageUrl url = wish.url();
    Lookup lookup = addresses.look(url.host());
    if (lookup instanceof NotFound none) {
      return new Failure(none.kind(), none.detail(), clock.instant());
    }
    HttpGet request = new HttpGet(url.toString());
    request.setHeader("Accept", "text/html,application/xhtml+xml,text/*;q=0.9,*/*;q=0.5");
    request.setHeader("Accept-Encoding", "gzip, deflate");
    wish.validators().etag().ifPresent(tag -> request.setHeader("If-None-Match", tag));
    wish.validators().lastModified().ifPresent(at -> request.setHeader("If-Modified-Since", at));
    HttpClientContext context = HttpClientContext.create();
    Instant startedAt = clock.instant();
    try (Deadline.Watch watch = deadline.watch(request)) {
      try {
        ClassicHttpResponse response =
            client.executeOpen(server(url, ((Found) lookup).address()), request, context);
        try {
          return answer(response, request, context, wish.wanted(), wish.maxBodyBytes(), startedAt);
        } finally {
          release(response);
        }
      } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
        return failure(failure, watch);
      }
    }
  }

  private static HttpHost server(PageUrl url, InetAddress address) {
    String host = url.host();
    boolean bracketed = host.startsWith("[");
    return new HttpHost(
        url.scheme(), address, bracketed ? host.substring(1, host.length() - 1) : host, url.port());
  }

  /** Gives the connection back; the answer is known, so it does not matter how that goes. */
  private static void release(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException connectionIsBroken) {
      // The pool throws it away.
    }
  }

  private Answer answer(
      ClassicHttpResponse response,
      HttpGet request,
      HttpClientContext context,
      Predicate<String> wanted,
      int maxBodyBytes,
      Instant startedAt)
      throws IOException {
    Headers headers = headers(response);
    BodyReader.Body body = BodyReader.Body.NONE;
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      body =
          wanted.test(headers.mediaType())
              ? read(entity, headers, maxBodyBytes)
              : BodyReader.Body.UNREAD;
    }
    if (body.truncated()) {
      request.cancel(); // or closing the response would read the rest of the body
    }
    Instant endedAt = clock.instant();
    return new Answer(
        response.getCode(),
        headers,
        body.bytes(),
        body.truncated(),
        address(context),
        false,
        Duration.between(startedAt, endedAt),
        endedAt);
  }

  private static BodyReader.Body read(HttpEntity entity, Headers headers, int maxBytes)
      throws IOException {
    InputStream content = entity.getContent();
    String encoding = headers.first("content-encoding").orElse("").strip();
    return BodyReader.read(content, encoding.toLowerCase(Locale.ROOT), maxBytes);
  }

  private static Headers headers(ClassicHttpResponse response) {
    List<Headers.Field> fields = new ArrayList<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue();
      fields.add(new Headers.Field(header.getName(), value == null ? "" : value));
    }
    return new Headers(fields);
  }

  private static String address(HttpClientContext context) {
    EndpointDetails endpoint = context.getEndpointDetails();
    SocketAddress remote = endpoint == null ? null : endpoint.getRemoteAddress();
    return remote instanceof InetSocketAddress internet
        ? internet.getAddress().getHostAddress()
        : "";
  }

  private Failure failure(Exception cause, Deadline.Watch watch) {
    Instant endedAt = clock.instant();
    if (watch.expired()) {
      String detail = "no complete answer within " + limits.deadline().toSeconds() + " s";
      return new Failure(FetchFailure.TIMEOUT, detail, endedAt);
    }
    FetchFailure kind = watch.cancelled() ? FetchFailure.CANCELLED : kind(cause);
    return new Failure(kind, String.valueOf(cause.getMessage()), endedAt);
  }

  private static FetchFailure kind(Throwable cause) {
    if (cause instanceof IllegalStateException) {
      return FetchFailure.CANCELLED; // the client was closed, or the request ended, under its feet
    }
    if (cause instanceof UnknownHostException) {
      return FetchFailure.UNKNOWN_HOST;
    }
    if (cause instanceof SSLException) {
      return FetchFailure.TLS;
    }
    if (cause instanceof InterruptedIOException) {
      return FetchFailure.TIMEOUT; // socket and connect timeouts
    }
    if (cause instanceof ConnectionClosedException) {
      return FetchFailure.BROKEN;
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return FetchFailure.NO_CONNECTION;
    }
    boolean malformed =
        cause instanceof ZipException
            || cause instanceof IllegalArgumentException
            || cause.getCause() instanceof HttpException
            || cause instanceof MessageConstraintException
            || cause instanceof ClientProtocolException;
    return malformed ? FetchFailure.MALFORMED : FetchFailure.BROKEN;
  }

  /** Ends all fetches, now and from now on; they become failures of kind {@code CANCELLED}. */
  public void cancelAll() {
    deadline.cancelAll();
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    deadline.close();
  }
}
