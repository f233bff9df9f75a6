package dev.sluice.service.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.sluice.service.cli.Chromium.Tab;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is done with the dashboard: each flow clicked in a browser, on a daemon that crawls. */
class DashboardTest extends DashboardStage {

  /** Many times the delay between two requests to a site. */
  private static final Duration SILENCE = Duration.ofMillis(1_500);

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

  private static final Pattern DELETED =
      Pattern.compile("six is removed, and [1-9][0-9]* captures? (is|are) deleted\\.");

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
      page.getByLabel("Delete its stored pages as well").check();
      button(page, "Remove").click();
      assertThat(row(page, "six")).hasCount(0);
      assertThat(page.locator("#said")).hasText(DELETED);
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
      Locator export = export(page, "by-click");
      assertThat(export).containsText("Done", patiently());
      assertThat(work.resolve("data/exports/clicked/manifest.json")).exists();

      page.getByText("Snapshots").click();
      button(page, "Delete snapshot by-click").click();
      button(page, "Delete").click();
      assertThat(row(page, "by-click")).hasCount(0);
      assertThat(work.resolve("data/snapshots/by-click")).doesNotExist();
    }
  }

  /** The export of a snapshot. */
  private static Locator export(Page page, String snapshot) {
    return page.locator("ul.exports > li").filter(new Locator.FilterOptions().setHasText(snapshot));
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
      Locator export = export(page, "to-stop");
      assertThat(export).containsText("Stopped", patiently());
      assertThat(work.resolve("data/exports/stopped/manifest.json")).doesNotExist();

      button(page, "Go on with export stopped").click();
      assertThat(export).containsText("Done", patiently());
      assertThat(work.resolve("data/exports/stopped/manifest.json")).exists();
    }
  }

  @Test
  void aPageIsTakenDownReportedPurgedAndTheDemandWithdrawn() throws Exception {
    Waiting.until("the page is asked for", 30, () -> asked("regretted") > 1);
    String url = web.base("regretted");
    try (Tab tab = open("takedowns")) {
      Page page = tab.page();
      button(page, "Take down…").click();
      page.getByLabel("What is taken down").fill("no such thing\n");
      page.getByLabel("Reason").fill("asked <i>by its author</i>");
      page.getByLabel("Who asked").fill("A. Author");
      button(page, "Take down").click();
      assertThat(page.locator("dialog [role=alert]")).containsText("'no such thing'");
      tab.expecting(400);
      page.getByLabel("What is taken down").fill(url + "\n");
      button(page, "Take down").click();
      assertThat(page.locator("dialog")).hasCount(0);
      assertThat(row(page, url)).containsText("asked <i>by its author</i>");
      assertThat(row(page, url)).containsText("Stands");

      button(page, "Report of T1").click();
      assertThat(page.locator(".report")).containsText("1 capture in the store now");
      button(page, "Purge the pages of T1").click();
      assertThat(page.locator("dialog")).containsText("for good");
      button(page, "Purge").click();
      assertThat(row(page, url)).containsText("Removed from the store", patiently());
      button(page, "Report of T1").click();
      assertThat(page.locator(".report")).containsText("0 captures in the store now");

      button(page, "Withdraw T1").click();
      button(page, "Withdraw").click();
      assertThat(row(page, url)).containsText("Withdrawn");
      assertThat(button(page, "Purge the pages of T1")).hasCount(0);
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
}
