package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a daemon that runs as a process answers. */
final class DaemonUrl {

  private static final Pattern TOLD = Pattern.compile("Dashboard and API: (\\S+)\\R");

  private DaemonUrl() {}

  /** Where a daemon says that it listens, once it has. */
  static Optional<String> find(ChildProgram daemon) {
    try {
      Matcher told = TOLD.matcher(daemon.out());
      return told.find() ? Optional.of(told.group(1)) : Optional.empty();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Asks a daemon that has said where it listens. */
  static String ask(ChildProgram daemon, String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(find(daemon).orElseThrow() + path))
              .timeout(Duration.ofSeconds(30))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}
