package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.http.DaemonFile;
import dev.sluice.testweb.TestWeb;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that cannot be where they were told to be. */
class DaemonTroubleTest {

  private static final String ANY_PORT = "127.0.0.1:0";

  @TempDir Path work;

  @Test
  void aPortThatAnotherProgramHasIsToldBeforeAnythingIsFetched() throws Exception {
    Path data = work.resolve("data");
    try (TestWeb web = TestWeb.large(1, 10, 1, 0);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      String listen = "127.0.0.1:" + taken.getLocalPort();
      Ran ran = sluice(PretendCrawl.arguments("daemon", seeds, data, "1ms", "--listen", listen));
      ran.failed(
          ExitCode.USAGE,
          "--listen " + listen + ": that address cannot be listened at",
          "127.0.0.1:0",
          "--listen none");
      assertThat(ran.out()).isEmpty();
      assertThat(web.referee().requestCount()).isZero();
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aSecondDaemonOnAFolderEndsAndSaysWhereTheFirstIsWhichGoesOn() throws Exception {
    Path data = work.resolve("data");
    try (TestWeb web = TestWeb.large(1, 2_000, 1, 0)) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Object[] first = PretendCrawl.arguments("daemon", seeds, data, "30ms", "--listen", ANY_PORT);
      try (ChildProgram child = ChildProgram.start(work.resolve("logs"), first)) {
        Waiting.until("it tells where it is", 60, () -> DaemonFile.read(data).isPresent());
        DaemonFile told = DaemonFile.read(data).orElseThrow();
        assertThat(told.pid()).isEqualTo(child.pid());
        assertThat(child.out()).contains("Dashboard and API: " + told.url());

        sluice(first)
            .failed(
                ExitCode.STORAGE,
                data + " is in use by process " + child.pid(),
                "is at " + told.url() + " (process " + child.pid() + ")");
        String port = told.url().substring("http://".length());
        sluice(PretendCrawl.arguments("daemon", seeds, data, "30ms", "--listen", port))
            .failed(ExitCode.USAGE, "--listen " + port, "is at " + told.url());

        assertThat(DaemonFile.read(data)).as("still that of the first").contains(told);
        try (InputStream health = URI.create(told.url() + "/health").toURL().openStream()) {
          assertThat(new String(health.readAllBytes(), StandardCharsets.UTF_8)).contains("up");
        }
        long before = web.referee().requestCount();
        Waiting.until("it goes on", 60, () -> web.referee().requestCount() > before + 3);
        child.signal("TERM");
        assertThat(child.end(60).code()).isZero();
        assertThat(data.resolve("daemon.json")).doesNotExist();
      }
      assertThat(web.referee().countPerUrl().values()).allMatch(count -> count == 1);
    }
  }
}
