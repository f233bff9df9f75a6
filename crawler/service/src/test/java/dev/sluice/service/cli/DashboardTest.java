package dev.sluice.service.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostWait;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.service.cli.Chromium.Tab;
import dev.sluice.service.daemon.ExportOrder;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard in a browser, on a daemon that crawls a pretend web. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardTest {

  private static final long SEED = 20261112;
  private static final int PATIENCE_MILLIS = 20_000;

  /** Many times the delay between two requests to a site. */
  private static final Duration SILENCE = Duration.ofMillis(1_500);

  private static final List<String> VIEWS =
      List.of("overview", "sites", "hosts", "page", "seeds", "snapshots", "exports");

  private static final String HOSTILE =
      """
      <!doctype html><title>&lt;script&gt;window.owned=1&lt;/script&gt; Harmless</title>
      <script>window.owned=2; alert('owned')</script>
      <article><p>%s</p><p>&lt;img src=x onerror="window.owned=3"&gt; is what this text says.</p>
      <img src="x" onerror="window.owned=4"></article>
      """
          .formatted(
              "This page has words enough to be taken for a text by whoever reads it. ".repeat(20));

  private Path work;
  private Path seeds;
  @AutoClose private TestWeb web;
  @AutoClose private ChildProgram daemon;
  @AutoClose private Chromium chromium;
  private String url;

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
            .start();
    write("one.txt", web.base("site1") + " name=one");
    write("two.txt", web.base("site2") + " name=two");
    write("hostile.txt", web.base("hostile") + " name=hostile");
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

  private ChildProgram daemon(String data, String... more) throws IOException {
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
  private String url(String data) throws Exception {
    Path told = work.resolve(data).resolve("daemon.json");
    Waiting.until("the daemon listens", 30, () -> Files.exists(told));
    return JsonMapper.shared().readTree(Files.readString(told)).get("url").asString() + "/";
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(seeds.resolve(name), List.of(lines));
  }

  private String read(String name) {
    try {
      return Files.readString(seeds.resolve(name));
    } catch (IOException gone) {
      return "";
    }
  }

  private Tab open(String view) {
    return chromium.open(url + "#/" + view, wide());
  }

  private static NewContextOptions wide() {
    return new NewContextOptions().setViewportSize(1280, 860).setLocale("en-GB");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator row(Page page, String words) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(words));
  }

  private static void at(String heading, Page page) {
    assertThat(page.locator("h1")).hasText(heading);
  }

  private long asked(String site) {
    return web.referee().requests(site).size();
  }

  @Test
  void figuresMoveWhileSomebodyLooksAndTheFocusStaysWhereItIs() {
    try (Tab tab = open("overview")) {
      Page page = tab.page();
      Locator captures = page.locator(".flow .pages strong");
      captures.waitFor();
      Locator link = page.getByText("See hosts");
      link.focus();
      String before = captures.innerText();
      assertThat(captures).not().hasText(before);
      assertThat(link).isFocused();
      assertThat(page.locator(".bars li").filter(new Locator.FilterOptions().setHasText("200 OK")))
          .isVisible();
      assertThat(page.locator(".river svg")).hasCount(4);
      assertThat(page.locator(".first svg .line")).hasAttribute("d", Pattern.compile("M.*L.*"));
      assertThat(page.locator(".pulse")).containsText("Crawling");

      page.evaluate(
          "() => { Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
              + " document.dispatchEvent(new Event('visibilitychange')); }");
      String hidden = captures.innerText();
      page.waitForTimeout(2_500);
      assertThat(captures.innerText()).as("a hidden tab is left alone").isEqualTo(hidden);
      page.evaluate(
          "() => { delete document.hidden;"
              + " document.dispatchEvent(new Event('visibilitychange')); }");
      assertThat(captures).not().hasText(hidden);
    }
  }

  @Test
  void sitesAreSearchedSortedAndPaged() {
    try (Tab tab = open("sites")) {
      Page page = tab.page();
      assertThat(page.locator("tbody tr")).hasCount(50);
      button(page, "Next").click();
      assertThat(page.locator(".pager")).containsText(Pattern.compile("51 to \\d+ of \\d+"));
      button(page, "Previous").click();

      page.getByLabel("Name or URL").fill("quiet-4");
      assertThat(page.locator("tbody tr")).hasCount(10);
      assertThat(row(page, "quiet-42")).containsText("Paused");
      page.getByLabel("Name or URL").fill("no such site");
      assertThat(page.locator(".empty")).isVisible();
      page.getByLabel("Name or URL").fill("");

      button(page, "Pages").click();
      assertThat(page.locator("th[aria-sort=ascending]")).hasText("Pages");
      button(page, "Pages").click();
      assertThat(page.locator("th[aria-sort=descending]")).hasText("Pages");
      assertThat(page.locator("tbody tr").first()).not().containsText("quiet-");
      page.reload();
      assertThat(page.locator("th[aria-sort=descending]")).hasText("Pages");
    }
  }

  @Test
  void aPausedSiteIsLeftAloneUntilItIsResumed() throws Exception {
    Waiting.until("site1 is asked", 30, () -> asked("site1") > 5);
    try (Tab tab = open("sites?q=one")) {
      Page page = tab.page();
      button(page, "Pause one").click();
      assertThat(row(page, "one").getByText("Paused")).isVisible();
      page.waitForTimeout(SILENCE.toMillis());
      long paused = asked("site1");
      page.waitForTimeout(SILENCE.toMillis());
      assertThat(asked("site1")).isEqualTo(paused);

      button(page, "Resume one").click();
      Waiting.until("site1 is asked again", 20, () -> asked("site1") > paused + 5);
      assertThat(row(page, "one").getByText("Crawled")).isVisible();
    }
  }

  @Test
  void limitsAreSetAndSitesAddedAndRemoved() throws Exception {
    try (Tab tab = open("sites?q=two")) {
      Page page = tab.page();
      button(page, "Limits of two").click();
      page.getByLabel("Delay").fill("quick");
      button(page, "Set").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("quick");
      page.getByLabel("Delay").fill("270ms");
      page.getByLabel("Priority").fill("3");
      button(page, "Set").click();
      assertThat(page.locator("dialog")).hasCount(0);
      Waiting.until("the file has it", 10, () -> read("two.txt").contains("delay=270ms"));
      assertThat(read("two.txt")).contains("priority=3");
      tab.expecting(422).expecting(400);

      page.getByLabel("Name or URL").fill("six");
      button(page, "Add a site").click();
      page.getByLabel("First page").fill(web.base("site6"));
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("six");
      button(page, "Add").click();
      assertThat(row(page, "six")).isVisible();
      Waiting.until("the new site is asked", 20, () -> asked("site6") > 2);

      button(page, "Remove six").click();
      assertThat(page.locator("dialog")).containsText("Its pages stay stored");
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog")).hasCount(0);
      assertThat(button(page, "Remove six")).isFocused();
      button(page, "Remove six").click();
      button(page, "Remove").click();
      assertThat(row(page, "six")).hasCount(0);
    }
  }

  @Test
  void hostsAreSearchedAndFilteredAndTellWhatTheyWaitFor() {
    String host = web.base("site2").replaceAll("^http://|:.*$", "");
    try (Tab tab = open("hosts")) {
      Page page = tab.page();
      page.getByLabel("Host or domain").fill(host);
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.locator("tbody .why .mark")).isVisible();
      page.getByLabel("Standing").selectOption("given_up");
      assertThat(page.locator(".empty")).hasText("No such host");
      page.getByLabel("Standing").selectOption("");
      assertThat(page.locator("tbody tr")).hasCount(1);
    }
  }

  @Test
  void aMistakeInASeedFileIsShownAtItsLineAndAGoodChangeIsSavedAndUsed() throws Exception {
    try (Tab tab = open("seeds")) {
      Page page = tab.page();
      button(page, "New file").click();
      page.getByLabel("Name").fill("fresh.txt");
      button(page, "Begin").click();
      Locator text = page.getByLabel("Text of fresh.txt");
      text.fill("# new\n" + web.base("site4") + " name=four dept=3\n");
      assertThat(page.locator(".mistakes")).containsText("did you mean 'depth'");
      assertThat(page.locator(".gutter .bad")).hasText("2");
      assertThat(button(page, "Save")).isDisabled();
      button(page, "Line 2").click();
      assertThat(text).isFocused();

      text.fill("# new\n" + web.base("site4") + " name=four depth=3\n");
      assertThat(page.locator(".check-result .changes")).containsText("four");
      assertThat(asked("site4")).as("asked before it was saved").isZero();
      button(page, "Save").click();
      assertThat(page.locator(".toast")).containsText("fresh.txt is saved");
      Waiting.until("the new site is asked", 20, () -> asked("site4") > 2);
      assertThat(page.locator(".log li").first()).containsText("Applied");

      button(page, "Delete file…").click();
      button(page, "Delete").click();
      assertThat(page.locator(".files")).not().containsText("fresh.txt");
      assertThat(seeds.resolve("fresh.txt")).doesNotExist();
    }
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsNotOverwrittenUnasked() throws Exception {
    String theirs = "http://127.91.0.1:9/ name=theirs paused=true";
    String mine = "http://127.91.0.2:9/ name=mine paused=true";
    write("shared.txt", "# nothing yet");
    try (Tab tab = open("seeds")) {
      Page page = tab.page();
      page.locator(".files").getByText("shared.txt").click();
      Locator text = page.getByLabel("Text of shared.txt");
      text.fill(mine);
      assertThat(page.locator(".check-result .changes")).containsText("mine");
      write("shared.txt", theirs);
      assertThat(page.getByText("was changed by somebody else")).isVisible();
      assertThat(button(page, "Save")).isDisabled();
      assertThat(read("shared.txt")).contains("theirs");
      button(page, "Keep mine, check it against theirs").click();
      assertThat(page.locator(".check-result .changes")).containsText("theirs");
      button(page, "Save").click();
      assertThat(page.locator(".toast")).containsText("shared.txt is saved");
      assertThat(read("shared.txt")).isEqualTo(mine);
      tab.expecting(409);
    }
  }

  @Test
  void aHostilePageIsShownAsTextAndDoesNothing() throws Exception {
    try (Tab tab = open("page")) {
      Page page = tab.page();
      page.getByLabel("URL").fill(web.base("hostile"));
      Waiting.until(
          "the page is fetched",
          30,
          () -> {
            button(page, "Look up").click();
            page.locator(".panel").waitFor();
            return page.locator(".capture").count() > 0;
          });
      assertThat(page.locator(".panel")).containsText("hostile");
      page.getByRole(AriaRole.TAB).getByText("What is known").press("ArrowRight");
      Locator steps = page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("Recipe steps"));
      assertThat(steps).isFocused();
      assertThat(steps).hasAttribute("aria-selected", "true");
      assertThat(row(page, "length/characters")).containsText("yes");
      assertThat(page.locator(".panel")).containsText("<script>window.owned=1</script> Harmless");

      page.getByText("Extracted text").click();
      assertThat(page.locator("article.text")).containsText("<img src=x onerror=");
      page.getByRole(AriaRole.TAB).getByText("Raw").click();
      assertThat(page.locator("pre.raw")).containsText("<script>window.owned=2; alert('owned')");
      assertThat(page.evaluate("window.owned")).isNull();
      assertThat(page.locator("#panel img, #panel script")).hasCount(0);
      assertThat(page.title()).isEqualTo("Page · Sluice");

      page.getByLabel("URL").fill("gopher://nowhere");
      button(page, "Look up").click();
      assertThat(page.locator("main [role=alert]").first()).containsText("gopher");
      tab.expecting(400);
    }
  }

  @Test
  void aSnapshotIsMadeExportedAndDeleted() throws Exception {
    try (Tab tab = open("snapshots")) {
      Page page = tab.page();
      button(page, "Make a snapshot").click();
      page.getByLabel("Name").fill("by-click");
      button(page, "Make").click();
      assertThat(row(page, "by-click")).containsText("by hand");

      page.getByLabel("Export snapshot by-click").click();
      at("Exports", page);
      assertThat(page.getByLabel("Snapshot")).hasValue("by-click");
      page.getByLabel("Recipe").selectOption("raw-text");
      page.getByLabel("Name of the export").fill("clicked");
      button(page, "Start").click();
      Locator export = page.locator("ul.exports > li");
      assertThat(export).containsText("clicked");
      assertThat(export).containsText("Done", patiently());
      assertThat(work.resolve("data/exports/clicked/manifest.json")).exists();

      page.getByText("Snapshots").click();
      button(page, "Delete snapshot by-click").click();
      button(page, "Delete").click();
      assertThat(row(page, "by-click")).hasCount(0);
      assertThat(work.resolve("data/snapshots/by-click")).doesNotExist();
    }
  }

  @Test
  void anExportIsStoppedAndGoneOnWith() {
    try (Tab tab = open("snapshots")) {
      Page page = tab.page();
      button(page, "Make a snapshot").click();
      page.getByLabel("Name").fill("to-stop");
      button(page, "Make").click();
      page.getByLabel("Export snapshot to-stop").click();
      at("Exports", page);
      page.getByLabel("Name of the export").fill("stopped");
      button(page, "Start").click();
      button(page, "Stop export stopped").click();
      assertThat(page.locator("dialog")).containsText("What is done so far stays");
      button(page, "Stop it").click();
      Locator export =
          page.locator("ul.exports > li").filter(new Locator.FilterOptions().setHasText("to-stop"));
      assertThat(export).containsText("Stopped", patiently());
      assertThat(work.resolve("data/exports/stopped/manifest.json")).doesNotExist();

      button(page, "Go on with export stopped").click();
      assertThat(export).containsText("Done", patiently());
      assertThat(work.resolve("data/exports/stopped/manifest.json")).exists();
    }
  }

  @Test
  void theSitesOfANewFileAreAskedBeforeTheyAreCrawled() {
    try (Tab tab = open("seeds")) {
      Page page = tab.page();
      button(page, "New file").click();
      page.getByLabel("Name").fill("asked.txt");
      button(page, "Begin").click();
      page.getByLabel("Text of asked.txt")
          .fill(web.base("site5") + " name=five\nhttp://127.92.0.1:9/ name=nobody\n");
      button(page, "Ask the sites").click();
      Locator findings = page.locator(".findings tbody tr");
      assertThat(findings.filter(new Locator.FilterOptions().setHasText("five")))
          .containsText("Well", patiently());
      assertThat(findings.filter(new Locator.FilterOptions().setHasText("nobody")))
          .containsText("Not reachable");
      assertThat(asked("site5")).as("requests of the look").isBetween(1L, 5L);
      assertThat(seeds.resolve("asked.txt")).doesNotExist();
    }
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(180_000);
  }

  @Test
  void whereATokenIsRequiredNothingIsShownWithoutItAndALostConnectionIsTold() throws Exception {
    Path token = Files.writeString(work.resolve("token"), "a-token-of-some-length");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    try (ChildProgram other = daemon("other", "--token-file", token.toString());
        Tab tab = chromium.open(url("other") + "#/sites", wide())) {
      Page page = tab.page();
      at("Log in", page);
      page.getByLabel("Token").fill("not-the-token-at-all");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=alert]")).containsText("not the token");
      tab.expecting(401);
      page.getByLabel("Token").fill("a-token-of-some-length");
      button(page, "Log in").click();
      at("Sites", page);
      assertThat(row(page, "quiet-10")).isVisible();
      page.reload();
      assertThat(row(page, "quiet-10")).isVisible();
      button(page, "Log out").click();
      at("Log in", page);
      page.getByLabel("Token").fill("a-token-of-some-length");
      button(page, "Log in").click();
      at("Sites", page);

      other.kill();
      assertThat(page.locator(".banner")).containsText("connection to the daemon is lost");
      assertThat(page.locator(".pulse")).containsText("No connection");
      tab.complaints().removeIf(it -> it.contains("net::ERR_"));
    }
  }

  @Test
  void theLanguageAndTheColoursAreThoseOfTheBrowserUntilOthersAreChosen() {
    NewContextOptions chinese = wide().setLocale("zh-CN").setColorScheme(ColorScheme.DARK);
    try (Tab tab = chromium.open(url + "#/overview", chinese)) {
      Page page = tab.page();
      at("概览", page);
      assertThat(page.locator("html")).hasAttribute("lang", "zh-Hans");
      String dark = background(page);
      page.getByLabel("配色").selectOption("light");
      assertThat(background(page)).isNotEqualTo(dark);
      page.getByLabel("语言").selectOption("en");
      at("Overview", page);
      page.reload();
      at("Overview", page);
      assertThat(background(page)).isNotEqualTo(dark);
      page.getByLabel("Colours").selectOption("auto");
      assertThat(background(page)).isEqualTo(dark);
    }
  }

  private static String background(Page page) {
    return (String) page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  }

  @Test
  void noViewIsWiderThanANarrowScreen() {
    for (String locale : List.of("en-GB", "zh-CN")) {
      NewContextOptions narrow =
          new NewContextOptions().setViewportSize(360, 740).setLocale(locale).setHasTouch(true);
      try (Tab tab = chromium.open(url, narrow)) {
        Page page = tab.page();
        for (String view : VIEWS) {
          String query = view.equals("page") ? "?url=" + web.base("hostile") : "";
          page.navigate(url + "#/" + view + query);
          page.locator(".view." + view).waitFor();
          page.waitForTimeout(300);
          assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
              .as(view + " in " + locale)
              .isLessThanOrEqualTo(360);
        }
        page.locator(".menu").click();
        assertThat(page.locator("nav")).isVisible();
        page.locator("nav a").nth(1).click();
        assertThat(page.locator("nav")).isHidden();
      }
    }
  }

  @Test
  void everythingIsReachedByTheKeyboard() {
    try (Tab tab = open("overview")) {
      Page page = tab.page();
      page.locator(".flow").waitFor();
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.locator("#main")).isFocused();

      page.reload();
      page.locator(".flow").waitFor();
      tabTo(page, page.locator("nav").getByText("Sites"));
      page.keyboard().press("Enter");
      at("Sites", page);
      assertThat(page.locator("h1")).isFocused();
      tabTo(page, button(page, "Add a site"));
      page.keyboard().press("Enter");
      assertThat(page.getByLabel("First page")).isFocused();
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog")).hasCount(0);
      assertThat(button(page, "Add a site")).isFocused();
      page.keyboard().press("Tab");
      page.keyboard().type("quiet-77");
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.getByLabel("Name or URL")).isFocused();
      tabTo(page, button(page, "Limits of quiet-77"));
      page.keyboard().press("Enter");
      assertThat(page.getByLabel("Delay")).isFocused();
      page.keyboard().press("Escape");
    }
  }

  private static void tabTo(Page page, Locator wanted) {
    wanted.waitFor();
    for (int i = 0; i < 40; i++) {
      if ((Boolean) wanted.evaluate("it => it === document.activeElement")) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("the Tab key does not come to " + wanted);
  }

  @Test
  void bothLanguagesHaveWordsForAllThatTheApiCanName() {
    try (Tab tab = open("overview")) {
      List<String> english = words(tab.page(), "en");
      assertThat(words(tab.page(), "zh-Hans")).containsExactlyElementsOf(english);
      assertThat(sentences(tab.page(), "en") + sentences(tab.page(), "zh-Hans"))
          .as("but for values and plurals")
          .doesNotContainPattern("[{|}]");
      assertThat(english)
          .containsAll(words("refusal", Refusal.values()))
          .containsAll(words("failure", FetchFailure.values()))
          .containsAll(words("url", UrlStatus.values()))
          .containsAll(words("standing", Standing.values()))
          .containsAll(words("reason", HostWait.Reason.values()))
          .containsAll(words("finding", SeedFinding.Kind.values()))
          .containsAll(words("robots", RobotsRecord.Outcome.values()))
          .containsAll(words("change_kind", SeedChange.Kind.values()))
          .containsAll(words("outcome", SeedLogEntry.Outcome.values()))
          .containsAll(words("directive", Directive.Meaning.values()))
          .containsAll(words("change", Change.values()))
          .containsAll(words("result", PageTrace.Result.values()))
          .containsAll(words("made", NamedSnapshot.Making.values()))
          .containsAll(words("export", ExportOrder.State.values()))
          .containsAll(words("phase", ExportWatch.Phase.values()));
    }
  }

  private static List<String> words(String group, Enum<?>... constants) {
    return Stream.of(constants)
        .map(it -> group + "." + it.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** All sentences in one, without the places of values and plurals. */
  private static String sentences(Page page, String language) {
    String all =
        "language => import(`/assets/${language}.js`).then(it => Object.values(it.default).join())";
    return ((String) page.evaluate(all, language))
        .replaceAll("\\{\\w+(\\|[^{}|]*\\|[^{}|]*)?\\}", "");
  }

  @SuppressWarnings("unchecked")
  private static List<String> words(Page page, String language) {
    String keys =
        "language => import(`/assets/${language}.js`).then(it => Object.keys(it.default))";
    return (List<String>) page.evaluate(keys, language);
  }
}
