package dev.sluice.service.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.sluice.service.cli.Chromium.Tab;
import dev.sluice.testweb.TestWeb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk as who looks at the dashboard sees it. */
@Timeout(300)
class DashboardDiskFullTest {

  private static final double PATIENCE_MILLIS = 60_000;

  /** Runs a daemon on a small disk, which grows when it is told to. */
  private static final String SCRIPT =
      """
      disk=$1 room=$2 end=$3; shift 3
      mount -t tmpfs -o size=24m tmpfs "$disk" || exit 99
      "$@" & daemon=$!
      while kill -0 $daemon && [ ! -e "$room" ]; do sleep 0.1; done
      mount -o remount,size=512m "$disk" || exit 98
      while kill -0 $daemon && [ ! -e "$end" ]; do sleep 0.1; done
      kill -TERM $daemon; wait $daemon
      """;

  @TempDir Path work;

  @Test
  void aFullDiskIsToldUntilThereIsRoomAgain() throws Exception {
    Mounts mounts = Mounts.find().orElse(null);
    assumeTrue(mounts != null, Mounts.MISSING);
    try (Chromium chromium = Chromium.start();
        TestWeb web = TestWeb.builder().site("heavy", DiskFullTest::heavyPages).start()) {
      Path disk = Files.createDirectory(work.resolve("disk"));
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Path room = work.resolve("room");
      Path end = work.resolve("end");
      List<String> prefix = new ArrayList<>(mounts.shell(SCRIPT));
      prefix.addAll(List.of(disk.toString(), room.toString(), end.toString()));
      Object[] daemon =
          PretendCrawl.arguments(
              "daemon", seeds, disk.resolve("data"), "1ms", "--listen", "127.0.0.1:0");
      try (ChildProgram child = ChildProgram.startCommand(work.resolve("logs"), prefix, daemon)) {
        Waiting.until("it listens", 60, () -> DaemonUrl.find(child).isPresent());
        look(chromium, DaemonUrl.find(child).orElseThrow(), room);
        Files.createFile(end);
        Ran ended = child.end(60);
        Assertions.assertThat(ended.err()).contains("is full: nothing is fetched", "There is room");
        Assertions.assertThat(ended.code()).isZero();
      }
    }
  }

  private static void look(Chromium chromium, String url, Path room) throws Exception {
    NewContextOptions english = new NewContextOptions().setLocale("en-GB");
    try (Tab tab = chromium.open(url + "/#/overview", english)) {
      Page page = tab.page();
      assertThat(page.locator(".banner"))
          .containsText(
              "The disk is full, so nothing is fetched until there is room",
              new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
      assertThat(page.locator(".pulse")).containsText("Disk full");
      page.navigate(url + "/#/sites");
      assertThat(page.locator(".banner")).containsText("The disk is full");
      Files.createFile(room);
      assertThat(page.locator(".banner"))
          .hasCount(0, new HasCountOptions().setTimeout(PATIENCE_MILLIS));
      assertThat(page.locator(".pulse")).containsText("Crawling");
      tab.complaints().clear(); // while the store is closed, tables of it are refused with a 503
    }
  }
}
