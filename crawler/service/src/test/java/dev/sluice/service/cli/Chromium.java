package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chromium without a screen, and without the services that would ask the network by themselves. */
final class Chromium implements AutoCloseable {

  private static final List<String> NAMES = List.of("chromium", "chromium-browser");
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * Starts it: the program that {@code SLUICE_CHROMIUM} names, or else one of that name. The test
   * is skipped if there is none, and fails if the one that was named is not there.
   */
  static Chromium start() {
    String named = System.getenv("SLUICE_CHROMIUM");
    Optional<Path> program = named == null ? found() : Optional.of(Path.of(named));
    assumeTrue(
        program.isPresent(),
        "neither dashboard nor report is tested: there is no Chromium; install Debian's package 'chromium', or"
            + " name one by SLUICE_CHROMIUM");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    LaunchOptions options =
        new LaunchOptions().setExecutablePath(program.get()).setArgs(QUIET).setHeadless(true);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> found() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(":")))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a tab of a browser that has been nowhere before. */
  Tab open(String address, NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    List<String> complaints = new CopyOnWriteArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
    String origin = address.replaceFirst("^(\\w+://[^/]+/).*", "$1");
    page.onRequest(
        request -> {
          if (!request.url().startsWith(origin)) {
            complaints.add("a request to " + request.url());
          }
        });
    page.navigate(address);
    return new Tab(context, page, complaints);
  }

  /**
   * A tab. Closing it fails if anything in it was not well.
   *
   * @param complaints errors of the page, dialogs, and requests to elsewhere
   */
  record Tab(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {

    /** Takes it as well that the browser notes such an answer in its console. */
    Tab expecting(int status) {
      complaints.removeIf(it -> it.contains("responded with a status of " + status + " "));
      return this;
    }

    @Override
    public void close() {
      context.close();
      assertThat(complaints).isEmpty();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
