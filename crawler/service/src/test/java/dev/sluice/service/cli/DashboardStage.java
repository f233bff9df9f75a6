package dev.sluice.service.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.service.cli.Chromium.Tab;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A daemon that crawls a pretend web, and a browser for its dashboard. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DashboardStage {

  private static final long SEED = 20261112;
  static final int PATIENCE_MILLIS = 20_000;

  private static final String HOSTILE =
      """
      <!doctype html><title>&lt;script&gt;window.owned=1&lt;/script&gt; Harmless</title>
      <script>window.owned=2; alert('owned')</script>
      <article><p>%s</p><p>&lt;img src=x onerror="window.owned=3"&gt; is what this text says.</p>
      <img src="x" onerror="window.owned=4"></article>
      """
          .formatted(
              "This page has words enough to be taken for a text by whoever reads it. ".repeat(20));

  Path work;
  Path seeds;
  @AutoClose TestWeb web;
  @AutoClose ChildProgram daemon;
  @AutoClose Chromium chromium;
  String url;

  /** Stays open as long as the tests take: its stream of events must not end before. */
  private Tab onlooker;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    chromium = Chromium.start();
    work = folder;
    seeds = Files.createDirectory(work.resolve("seeds"));
    web =
        TestWeb.largeBuilder(6, 20_000, SEED)
            .site("hostile", site -> site.page("/", HOSTILE))
            .site("regretted", site -> site.page("/", "<p>Its author regrets this page.</p>"))
            .start();
    write("one.txt", web.base("site1") + " name=one");
    write("two.txt", web.base("site2") + " name=two");
    write("hostile.txt", web.base("hostile") + " name=hostile");
    write("regretted.txt", web.base("regretted") + " name=regretted");
    write(
        "many.txt",
        IntStream.range(10, 80)
            .mapToObj(i -> "http://127.90.0.%d:9/ name=quiet-%d paused=true".formatted(i, i))
            .toArray(String[]::new));
    daemon = daemon("data");
    url = url("data");
    onlooker = open("overview");
  }

  @AfterAll
  void end() {
    if (onlooker != null) { // there is a browser
      onlooker.close();
    }
  }

  ChildProgram daemon(String data, String... more) throws IOException {
    List<Object> arguments =
        Stream.concat(
                Stream.of("daemon", "--seeds", seeds, "--data", work.resolve(data)),
                Stream.of(
                    "--allow-addresses",
                    "127.0.0.0/8",
                    "--delay",
                    "250ms",
                    "--listen",
                    "127.0.0.1:0"))
            .collect(Collectors.toCollection(ArrayList::new));
    arguments.addAll(List.of(more));
    return ChildProgram.start(work.resolve("logs"), arguments.toArray());
  }

  /** Waits until the daemon of a folder tells where it listens. */
  String url(String data) throws Exception {
    Path told = work.resolve(data).resolve("daemon.json");
    Waiting.until("the daemon listens", 30, () -> Files.exists(told));
    return JsonMapper.shared().readTree(Files.readString(told)).get("url").asString() + "/";
  }

  void write(String name, String... lines) throws IOException {
    Files.write(seeds.resolve(name), List.of(lines));
  }

  String read(String name) {
    try {
      return Files.readString(seeds.resolve(name));
    } catch (IOException gone) {
      return "";
    }
  }

  Tab open(String view) {
    return chromium.open(url + "#/" + view, wide());
  }

  static NewContextOptions wide() {
    return new NewContextOptions().setViewportSize(1280, 860).setLocale("en-GB");
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator row(Page page, String words) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(words));
  }

  static void at(String heading, Page page) {
    assertThat(page.locator("h1")).hasText(heading);
  }

  long asked(String site) {
    return web.referee().requests(site).size();
  }
}
