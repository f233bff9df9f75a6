package dev.sluice.service.http;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.facts.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has something done by the daemon that writes to a data folder, as a program of the same user.
 *
 * <p>What {@code daemon.json} tells may be of a process that was killed, whose number another one
 * has by now: so the number must also be that of the last process that wrote to the folder, and who
 * does not answer like a daemon is none.
 */
final class DaemonClient {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final String STORE = "store_";

  private final DaemonFile daemon;

  private DaemonClient(DaemonFile daemon) {
    this.daemon = daemon;
  }

  /** The daemon of a data folder, if one seems to run. */
  static Optional<DaemonClient> find(Path data) {
    return DaemonFile.read(data)
        .filter(
            file -> DataFolder.writer(data).filter(("process " + file.pid())::equals).isPresent())
        .map(DaemonClient::new);
  }

  /**
   * Has something done.
   *
   * @param done the status of an answer that says so
   * @param longest how long it may take
   * @param whatNow what to look at if no answer comes, for the error
   * @return what was answered; nothing if it was no daemon that did
   * @throws StoreException if it did not answer, or could not do it
   * @throws SettingsException if it refused, because of what was asked for
   */
  Optional<Setting> post(
      String path, Map<String, ?> body, int done, Duration longest, String whatNow) {
    return send(path, body, longest, whatNow).flatMap(answer -> said(answer, done));
  }

  private Optional<HttpResponse<String>> send(
      String path, Map<String, ?> body, Duration longest, String whatNow) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(daemon.url() + path))
            .timeout(longest)
            .header("Authorization", "Bearer " + daemon.token())
            .header("Content-Type", Answer.JSON)
            .POST(BodyPublishers.ofString(Json.line(body)))
            .build();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(LONGEST_CONNECT)
            .build();
    try {
      return Optional.of(client.send(request, BodyHandlers.ofString()));
    } catch (ConnectException nobody) {
      return Optional.empty();
    } catch (IOException failure) {
      throw unanswered(failure, whatNow);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw unanswered(asked, whatNow);
    }
  }

  private StoreException unanswered(Exception failure, String whatNow) {
    return new StoreException(
        Problem.INACCESSIBLE,
        "the daemon at " + daemon + " did not answer (" + failure.getMessage() + "); " + whatNow,
        failure);
  }

  private Optional<Setting> said(HttpResponse<String> answer, int done) {
    Setting facts;
    try {
      facts = Json.parse("answer", answer.body());
    } catch (SettingsException otherThanJson) {
      return Optional.empty();
    }
    if (!facts.isMap()) {
      return Optional.empty();
    }
    if (answer.statusCode() == done) {
      return Optional.of(facts);
    }
    if (facts.fields().containsKey("error")) {
      throw refusal(answer.statusCode(), facts.field("error"));
    }
    return Optional.empty();
  }

  private RuntimeException refusal(int status, Setting error) {
    String code = error.field("code").text();
    String message = error.field("message").text();
    if (code.startsWith(STORE)) {
      String name = code.substring(STORE.length()).toUpperCase(Locale.ROOT);
      return new StoreException(
          Stream.of(Problem.values())
              .filter(problem -> problem.name().equals(name))
              .findFirst()
              .orElse(Problem.INACCESSIBLE),
          message);
    }
    return status == 400 || status == 409
        ? new SettingsException(message)
        : new StoreException(
            Problem.INACCESSIBLE, "the daemon at " + daemon + " did not do it: " + message);
  }
}
