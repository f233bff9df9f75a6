package dev.sluice.service.http;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.facts.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at each request, has its route answer it, and writes the answer. */
final class ApiHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final int MOST_BODY_BYTES = 1 << 20;

  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final RouteTable routes;
  private final Gatekeeper gate;
  private final EventHub events;
  private final RequestLog log;
  private final Patience patience;
  private final Set<EndPoint> answering = ConcurrentHashMap.newKeySet();

  /**
   * @param patience with bodies that dawdle
   */
  ApiHandler(
      RouteTable routes, Gatekeeper gate, EventHub events, RequestLog log, Patience patience) {
    this.routes = routes;
    this.gate = gate;
    this.events = events;
    this.log = log;
    this.patience = patience;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long began = System.nanoTime();
    noteUntilAnswered(request);
    String path = Request.getPathInContext(request);
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    Optional<Route> found = routes.find(method, path);
    Callback timed = timed(found, response, callback, began);
    Optional<Answer> refusal =
        found
            .map(route -> refusal(request, route))
            .orElseGet(() -> gate.refuseHost(header(request, HttpHeader.HOST)))
            .or(() -> found.isPresent() ? Optional.empty() : Optional.of(nothing(method, path)));
    if (refusal.isPresent()) {
      write(response, refusal.get(), timed);
    } else if (found.get().isStream()) {
      stream(response, timed);
    } else if (found.get().verb().changes()) {
      answerWithBody(request, response, timed, found.get());
    } else {
      write(response, answer(request, found.get(), null), timed);
    }
    return true;
  }

  private void noteUntilAnswered(Request request) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    answering.add(connection);
    Request.addCompletionListener(request, failure -> answering.remove(connection));
  }

  /** Whether a request that came on this connection has not been answered to its end. */
  boolean isAnswering(EndPoint connection) {
    return answering.contains(connection);
  }

  private Callback timed(
      Optional<Route> route, Response response, Callback callback, long beganNanos) {
    return Callback.from(
        callback,
        () ->
            route
                .filter(it -> !it.isStream())
                .ifPresent(
                    it -> log.note(it, response.getStatus(), System.nanoTime() - beganNanos)));
  }

  private Optional<Answer> refusal(Request request, Route route) {
    Optional<String> host = header(request, HttpHeader.HOST);
    Optional<Answer> refusal = gate.refuseHost(host);
    if (refusal.isEmpty() && !route.isOpen()) {
      refusal =
          gate.refuseStranger(
              address(request), header(request, HttpHeader.AUTHORIZATION), session(request));
    }
    if (refusal.isEmpty() && route.verb().changes()) {
      refusal =
          gate.refuseChange(
              host,
              header(request, HttpHeader.ORIGIN),
              Optional.ofNullable(request.getHeaders().get("Sec-Fetch-Site")),
              header(request, HttpHeader.CONTENT_TYPE));
      if (refusal.isEmpty() && request.getLength() > MOST_BODY_BYTES) {
        refusal = Optional.of(tooLarge());
      }
    }
    return refusal;
  }

  private Answer nothing(String method, String path) {
    String allowed = String.join(", ", routes.verbs(path));
    return allowed.isEmpty()
        ? Answer.error(
            404,
            "not_found",
            "there is nothing at "
                + path
                + Nearest.to(path, routes.paths())
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; /openapi.json tells what there is"))
        : Answer.error(405, "wrong_method", path + " does not take " + method + ", but " + allowed)
            .with("Allow", allowed);
  }

  private static Answer tooLarge() {
    return Answer.error(
        413, "too_large", "a body may have " + MOST_BODY_BYTES + " bytes, and this one has more");
  }

  private void stream(Response response, Callback callback) {
    response.setStatus(200);
    HttpFields.Mutable headers = response.getHeaders();
    addCommon(headers);
    headers.put("Content-Type", "text/event-stream");
    headers.put("X-Accel-Buffering", "no");
    EventListener listener = new EventListener(events, response, callback);
    if (!events.add(listener)) {
      headers.remove("X-Accel-Buffering");
      write(
          response,
          Answer.error(
              503,
              "too_many_listeners",
              "there are "
                  + EventHub.MOST_LISTENERS
                  + " listeners already: close a dashboard, or ask for /api/v1/status"),
          callback);
    }
  }

  /** The body is read without a thread, and given up if it takes too long. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing is thrown once the answer is written
  private void answerWithBody(Request request, Response response, Callback callback, Route route) {
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    body.orTimeout(patience.body().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (bytes, failure) -> {
              Answer answer =
                  failure == null ? answer(request, route, bytes) : unread(request, failure);
              write(response, answer, callback);
            });
    Content.Source.asByteArrayAsync(request, MOST_BODY_BYTES, Promise.Invocable.toPromise(body));
  }

  private static Answer unread(Request request, Throwable failure) {
    if (Request.getContentBytesRead(request) >= MOST_BODY_BYTES) {
      return tooLarge().with("Connection", "close");
    }
    return Answer.error(
            408, "body_not_read", "the body did not come in time: " + failure.getMessage())
        .with("Connection", "close");
  }

  /** The outermost line of a request: a defect must not take the daemon along. */
  private Answer answer(Request request, Route route, byte @Nullable [] body) {
    try {
      return route.handle(ask(request, route, body));
    } catch (SettingsException mistake) {
      return Answer.error(400, "bad_request", String.valueOf(mistake.getMessage()));
    } catch (StoreException failure) {
      return Answer.of(failure);
    } catch (HttpException.RuntimeException | HttpException.IllegalArgumentException malformed) {
      return Answer.error(
          malformed.getCode(), "bad_request", "the URL is malformed: " + malformed.getReason());
    } catch (RuntimeException defect) {
      LOG.error("A request failed: {} {}", route.verb(), route.path(), defect);
      return Answer.error(
          500, "defect", "a defect of the program, please report it; the daemon's log tells more");
    }
  }

  private static ApiRequest ask(Request request, Route route, byte @Nullable [] body) {
    Map<String, String> query = query(request, route);
    Setting said = body == null || route.body().isEmpty() ? null : body(route.body().get(), body);
    return new ApiRequest(
        Request.getPathInContext(request),
        address(request),
        query,
        session(request),
        header(request, HttpHeader.IF_NONE_MATCH),
        said);
  }

  private static Map<String, String> query(Request request, Route route) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      if (!route.queries().containsKey(field.getName())) {
        String hint =
            route.queries().isEmpty()
                ? "; " + route.path() + " takes none"
                : Nearest.hint(field.getName(), route.queries().keySet());
        throw new SettingsException("unknown parameter '" + field.getName() + "'" + hint);
      }
      query.put(field.getName(), field.getValue());
    }
    return query;
  }

  private static Setting body(Schema schema, byte[] bytes) {
    Setting said = Json.parse("body", new String(bytes, StandardCharsets.UTF_8));
    if (!said.isMap()) {
      throw said.mistake("a JSON object is expected");
    }
    if (schema.isClosed()) {
      said.only(schema.names());
    }
    for (String name : schema.required()) {
      if (!said.fields().containsKey(name)) {
        throw said.mistake("the field '" + name + "' is missing");
      }
    }
    return said;
  }

  private static Optional<String> header(Request request, HttpHeader name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  private static String address(Request request) {
    return ClientConnections.client(request.getConnectionMetaData().getRemoteSocketAddress());
  }

  private static Optional<String> session(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(Gatekeeper.COOKIE))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private static void write(Response response, Answer answer, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    addCommon(headers);
    if (!answer.type().isEmpty()) {
      headers.put("Content-Type", answer.type());
    }
    answer.headers().forEach(headers::put);
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
  }

  private static void addCommon(HttpFields.Mutable headers) {
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", CONTENT_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
  }

  /** What Jetty itself refuses: what is no HTTP, or too long. */
  boolean tellProtocolError(Request request, Response response, Callback callback) {
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    write(
        response,
        Answer.error(
            response.getStatus(),
            "bad_request",
            "the request cannot be understood: " + (message == null ? "malformed" : message)),
        callback);
    return true;
  }
}
