package dev.sluice.service.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may see the dashboard, and how: tokens, languages, colours, narrow screens, the keyboard. */
class DashboardLooksTest extends DashboardStage {

  private static final List<String> VIEWS =
      List.of("overview", "sites", "hosts", "page", "seeds", "snapshots", "exports", "takedowns");

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
