package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.http.RawHttp.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A daemon that asks for a token: who knows it may do all, and others nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {

  private static final String SECRET = "correct-horse-battery-staple";
  private static final String BEARER = "Authorization: Bearer " + SECRET;

  @TempDir static Path work;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> answers = new ArrayList<>();
  private RunningDaemon daemon;
  private RawHttp raw;

  @BeforeAll
  void startADaemon() throws Exception {
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    Path file = file(SECRET + "\n", "rw-------");
    daemon =
        RunningDaemon.start(work, List.of("http://127.99.99.99:9/"), Optional.of(Token.read(file)));
    raw = new RawHttp(daemon.url());
  }

  @AfterAll
  void endItAndLookThatNobodyToldTheToken() throws Exception {
    daemon.close();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    List<String> told = new ArrayList<>(answers);
    log.list.forEach(event -> told.add(event.getFormattedMessage()));
    assertThat(answers).isNotEmpty();
    assertThat(told).noneMatch(line -> line.contains(SECRET) || line.contains("battery"));
  }

  private static Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(Files.createTempFile(work, "token", ""), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private Reply noted(Reply reply) {
    answers.add(reply.body());
    return reply;
  }

  private Reply logIn(String from, String token) throws IOException {
    String body = "{\"token\": \"" + token + "\"}";
    return noted(
        raw.send(
            from,
            raw.head(
                "POST",
                "/api/v1/login",
                "Content-Type: application/json",
                "Content-Length: " + body.length()),
            body));
  }

  private static String cookie(Reply login) {
    assertThat(login.status()).as(login.body()).isEqualTo(204);
    String line =
        login.head().lines().filter(it -> it.startsWith("Set-Cookie: ")).findFirst().orElseThrow();
    assertThat(line).contains("HttpOnly", "SameSite=Strict", "Path=/");
    return "Cookie: " + line.substring("Set-Cookie: ".length(), line.indexOf(';'));
  }

  @Test
  void everyRouteButTheOpenOnesAsksForTheToken() throws Exception {
    JsonNode paths = noted(raw.get("/openapi.json", BEARER)).json().get("paths");
    List<String> open = new ArrayList<>();
    int closed = 0;
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        String verb = operation.getKey().toUpperCase(Locale.ROOT);
        String at = path.getKey().replace("{name}", "app.js");
        boolean isOpen = operation.getValue().get("security").isEmpty();
        Reply reply = noted(raw.send(raw.head(verb, at, "Content-Type: application/json"), ""));
        if (isOpen) {
          open.add(verb + " " + path.getKey());
          assertThat(reply.status()).as(verb + " " + at).isNotIn(401, 404, 405);
        } else {
          closed++;
          assertThat(reply.status()).as(verb + " " + at).isEqualTo(401);
          assertThat(reply.code()).isEqualTo("token_required");
          assertThat(reply.head()).contains("WWW-Authenticate: Bearer");
        }
      }
    }
    assertThat(open)
        .containsExactlyInAnyOrder(
            "GET /health",
            "GET /ready",
            "GET /",
            "GET /assets/{name}",
            "GET /api/v1/login",
            "POST /api/v1/login",
            "POST /api/v1/logout");
    assertThat(closed).isGreaterThan(8);
    assertThat(raw.get("/assets/../api/v1/status").status()).isEqualTo(401);
    assertThat(raw.get("/api/v1/./status").status()).isEqualTo(401);
  }

  @Test
  void theTokenOpensItUnderWhateverNameItIsAsked() throws Exception {
    assertThat(raw.get("/api/v1/status", BEARER).status()).isEqualTo(200);
    assertThat(raw.get("/api/v1/status", "Authorization: bearer  " + SECRET).status())
        .isEqualTo(200);
    List<String> asContainer = List.of("GET /api/v1/status HTTP/1.1", "Host: sluice:8787", BEARER);
    assertThat(raw.send(asContainer, "").status()).isEqualTo(200);
    assertThat(noted(raw.send(asContainer.subList(0, 2), "")).status()).isEqualTo(401);
    String local = DaemonFile.read(daemon.data).orElseThrow().token();
    assertThat(raw.get("/api/v1/status", "Authorization: Bearer " + local).status()).isEqualTo(200);
  }

  @Test
  void noOtherTokenOpensIt() throws Exception {
    List<String> wrong =
        List.of(
            "Authorization: Bearer",
            "Authorization: Bearer " + SECRET.substring(1),
            "Authorization: Bearer " + SECRET + "x",
            "Authorization: Bearer " + SECRET.toUpperCase(Locale.ROOT),
            "Authorization: Basic " + SECRET,
            "Authorization: " + SECRET,
            "Cookie: sluice_session=" + SECRET,
            "Cookie: sluice_session=",
            "Cookie: sluice_session=\"",
            "X-Token: " + SECRET);
    for (String header : wrong) {
      Reply reply = noted(raw.send("127.0.0.3", raw.head("GET", "/api/v1/status", header), ""));
      assertThat(reply.status()).as(header).isEqualTo(401);
    }
    Reply inUrl = noted(raw.get("/api/v1/status?token=" + SECRET));
    assertThat(inUrl.status()).isEqualTo(401);
    assertThat(noted(raw.get("/api/v1/status?token=" + SECRET, BEARER)).status()).isEqualTo(400);
  }

  @Test
  void aSessionOpensItUntilItEnds() throws Exception {
    assertThat(noted(raw.get("/api/v1/login")).json().get("logged_in").asBoolean()).isFalse();
    assertThat(raw.get("/api/v1/login").json().get("required").asBoolean()).isTrue();
    Reply wrong = logIn("127.0.0.4", "incorrect-horse-battery");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.code()).isEqualTo("wrong_token");
    assertThat(wrong.head()).doesNotContain("Set-Cookie");
    String session = cookie(logIn("127.0.0.4", SECRET));
    String other = cookie(logIn("127.0.0.4", SECRET));
    assertThat(raw.get("/api/v1/login", session).json().get("logged_in").asBoolean()).isTrue();
    assertThat(raw.get("/api/v1/status", session).status()).isEqualTo(200);
    Reply out =
        raw.send(raw.head("POST", "/api/v1/logout", session, "Content-Type: application/json"), "");
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.head()).contains("Max-Age=0");
    assertThat(raw.get("/api/v1/status", session).status()).isEqualTo(401);
    assertThat(raw.get("/api/v1/status", other).status()).isEqualTo(200);
  }

  @Test
  void whoTriesManyTokensIsNotListenedToForAMinuteAndOthersAre() throws Exception {
    String guesser = "127.0.0.2";
    String session = cookie(logIn(guesser, SECRET));
    for (int i = 0; i < WrongTokens.MOST; i++) {
      Reply reply =
          i % 2 == 0
              ? logIn(guesser, "a-wrong-token-number-" + i)
              : noted(
                  raw.send(
                      guesser,
                      raw.head("GET", "/api/v1/status", "Authorization: Bearer wrong" + i),
                      ""));
      assertThat(reply.status()).isEqualTo(401);
    }
    Reply right = logIn(guesser, SECRET);
    assertThat(right.status()).as("the right one, after too many wrong ones").isEqualTo(429);
    assertThat(right.head()).containsPattern("Retry-After: [1-6]?[0-9]\\b");
    List<String> bearer = raw.head("GET", "/api/v1/status", BEARER);
    assertThat(raw.send(guesser, bearer, "").status()).isEqualTo(429);

    assertThat(raw.send(guesser, raw.head("GET", "/api/v1/status", session), "").status())
        .as("a session that is open")
        .isEqualTo(200);
    String local = DaemonFile.read(daemon.data).orElseThrow().token();
    List<String> program = raw.head("GET", "/api/v1/status", "Authorization: Bearer " + local);
    assertThat(raw.send(guesser, program, "").status()).isEqualTo(200);
    assertThat(raw.send("127.0.0.1", bearer, "").status()).isEqualTo(200);
  }

  @Test
  void itsOwnPagesAloneMayChangeThingsByASession() throws Exception {
    String session = cookie(logIn("127.0.0.4", SECRET));
    HttpResponse<String> forged =
        daemon.send(
            "POST",
            "/api/v1/snapshots",
            "{}",
            "Cookie",
            session.substring("Cookie: ".length()),
            "Origin",
            "http://evil.example");
    assertThat(forged.statusCode()).isEqualTo(403);
  }

  @Test
  void aFileThatOthersCanReadOrThatHoldsNoTokenIsRefusedWithTheWayOut() throws IOException {
    assertThatThrownBy(() -> Token.read(work.resolve("none")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("--token-file", "none", "there is no such file", "umask 077");
    Path open = file(SECRET, "rw-r--r--");
    assertThatThrownBy(() -> Token.read(open))
        .hasMessageContainingAll(open.toString(), "chmod 600");
    Path shared = file(SECRET, "rw-rw----");
    assertThatThrownBy(() -> Token.read(shared)).hasMessageContaining("chmod 600");
    for (String text : List.of("", "short", "two words are no token", "two-lines-are\nno-token")) {
      Path file = file(text, "rw-------");
      assertThatThrownBy(() -> Token.read(file))
          .hasMessageContainingAll(file.toString(), "16 to 1024")
          .hasMessageNotContaining("two");
    }
    assertThat(Token.read(file(SECRET, "rw-r-----")).matches(SECRET)).isTrue();
    assertThat(Token.read(open, work).matches(SECRET)).as("a container's secret").isTrue();
  }
}
