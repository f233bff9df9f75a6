package dev.sluice.service.http;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SnapshotMaker;
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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has snapshots made by the daemon that writes to a data folder, as a program of the same user;
 * where no daemon answers, by somebody else.
 *
 * <p>What {@code daemon.json} tells may be of a process that was killed, whose number another one
 * has by now: so the number must also be that of the last process that wrote to the folder, and who
 * does not answer like a daemon is none.
 */
public final class DaemonSnapshots implements SnapshotMaker {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);
  private static final String STORE = "store_";

  private final Path data;
  private final SnapshotMaker otherwise;

  /**
   * A maker of snapshots of a data folder.
   *
   * @param otherwise makes them where no daemon answers
   */
  public DaemonSnapshots(Path data, SnapshotMaker otherwise) {
    this.data = data;
    this.otherwise = otherwise;
  }

  /** A daemon makes it by hand, whatever is said here: its schedule is its own. */
  @Override
  public NamedSnapshot make(Optional<String> name, Making making) {
    Optional<DaemonFile> daemon = DaemonFile.read(data).filter(this::writes);
    Optional<HttpResponse<String>> answer = daemon.flatMap(it -> ask(it, name));
    Optional<Setting> said = answer.flatMap(DaemonSnapshots::facts);
    if (said.isEmpty()) {
      return otherwise.make(name, making);
    }
    if (answer.get().statusCode() == 201) {
      return new Snapshots(data).find(said.get().field("name").text());
    }
    throw refusal(answer.get().statusCode(), said.get().field("error"), daemon.get());
  }

  private boolean writes(DaemonFile daemon) {
    return DataFolder.writer(data).filter(("process " + daemon.pid())::equals).isPresent();
  }

  /** The answer; nothing if nobody listens. */
  private Optional<HttpResponse<String>> ask(DaemonFile daemon, Optional<String> name) {
    Map<String, Object> body = new LinkedHashMap<>();
    name.ifPresent(it -> body.put("name", it));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(daemon.url() + SnapshotRoutes.PATH))
            .timeout(LONGEST_ANSWER)
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
      throw unanswered(daemon, failure);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw unanswered(daemon, asked);
    }
  }

  private StoreException unanswered(DaemonFile daemon, Exception failure) {
    return new StoreException(
        Problem.INACCESSIBLE,
        "the daemon at "
            + daemon
            + " was asked for a snapshot and did not answer ("
            + failure.getMessage()
            + "); 'sluice snapshot list --data "
            + data
            + "' tells whether it was made",
        failure);
  }

  /** What was answered; nothing if it was not a daemon that did. */
  private static Optional<Setting> facts(HttpResponse<String> answer) {
    try {
      Setting said = Json.parse("answer", answer.body());
      return said.isMap()
              && said.fields().containsKey(answer.statusCode() == 201 ? "name" : "error")
          ? Optional.of(said)
          : Optional.empty();
    } catch (SettingsException otherThanJson) {
      return Optional.empty();
    }
  }

  private static RuntimeException refusal(int status, Setting error, DaemonFile daemon) {
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
            Problem.INACCESSIBLE, "the daemon at " + daemon + " made no snapshot: " + message);
  }
}
