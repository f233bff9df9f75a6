package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;

import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.Recipes;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.facts.Explanation;
import dev.sluice.service.facts.ExplanationFacts;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One page: everything that is known of it, its bytes, its text. */
final class PageRoutes implements Routes {

  private static final String STANDARD_RECIPE = "web";
  private static final Schema URL = Schema.text("The URL, as a link would write it.");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  private final Daemon daemon;
  private final PageTraces traces = new PageTraces();

  PageRoutes(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, "/api/v1/page", "Everything that is known of one URL.")
            .requiredQuery("url", URL)
            .answers(
                200,
                "What 'sluice explain --json' prints, but for what a recipe makes of the last"
                    + " capture: that is asked for by itself.",
                Schema.anything("The facts."))
            .fails(400, "That is no URL.")
            .by(this::explain),
        Route.at(
                GET,
                "/api/v1/page/raw",
                "The bytes of a capture as they are stored; always as plain text, so that no"
                    + " browser runs what a page brings.")
            .requiredQuery("url", URL)
            .query("fetched_at", Schema.time("Which capture (default: the last one)."))
            .answers(200, "The bytes.", "text/plain")
            .fails(404, "There is no such capture.")
            .fails(500, "The store has the capture, but not its body.")
            .by(this::raw),
        Route.at(
                GET,
                "/api/v1/page/steps",
                "What each step of a recipe measured on the last capture, the template of its host"
                    + " left in.")
            .requiredQuery("url", URL)
            .query("recipe", recipe())
            .answers(
                200,
                "What 'sluice explain --json' prints as 'recipe'.",
                Schema.anything("The facts."))
            .fails(404, "There is no capture.")
            .by(this::steps),
        Route.at(
                GET,
                "/api/v1/page/text",
                "The text that a recipe finds in the last capture, the template of its host left"
                    + " in.")
            .requiredQuery("url", URL)
            .query("recipe", recipe())
            .answers(200, "The text, and whether the recipe keeps the page.", textSchema())
            .fails(404, "There is no capture.")
            .by(this::text));
  }

  private static Schema recipe() {
    return Schema.oneOf("The recipe (default: " + STANDARD_RECIPE + ").", Recipes.names());
  }

  private static Schema textSchema() {
    return Schema.object("")
        .with("url", Schema.text("As the crawl writes it."))
        .maybe("title", Schema.text("The page's title."))
        .maybe("language", Schema.text("Its language, once told."))
        .with("text", Schema.text("Its main text; empty if it was dropped before that was found."))
        .with("kept", Schema.flag("Whether the recipe's page steps keep it."))
        .maybe("dropped_by", Schema.text("The rule that dropped it."));
  }

  private Answer explain(ApiRequest request) {
    PageUrl url = Explanation.url(request.query("url"));
    Explanation known = read(url, folder -> Explanation.of(folder, url));
    return Answer.ok(ExplanationFacts.of(known));
  }

  private Answer raw(ApiRequest request) {
    PageUrl url = Explanation.url(request.query("url"));
    Optional<String> at = request.find("fetched_at");
    return read(url, folder -> raw(folder, url, at));
  }

  /** Reads the store; damage of a file of it is told as that of the page that was asked for. */
  private <T> T read(PageUrl url, Function<DataFolder, T> use) {
    try {
      return daemon.withStore(use);
    } catch (StoreException failure) {
      throw failure.problem() == Problem.CORRUPT
          ? new StoreException(
              failure.problem(), url + " cannot be read: " + failure.getMessage(), failure)
          : failure;
    }
  }

  private static Answer raw(DataFolder folder, PageUrl url, Optional<String> at) {
    List<Capture> captures =
        folder.pages().captures(url).stream()
            .filter(it -> at.isEmpty() || at.get().equals(it.key().fetchedAt().toString()))
            .toList();
    return Explanation.last(captures)
        .map(capture -> inert(Explanation.withBody(folder, capture)))
        .orElseGet(() -> noCapture(url, at));
  }

  private static Answer noCapture(PageUrl url, Optional<String> at) {
    return Answer.error(
        404,
        "no_capture",
        "the store has no capture of "
            + url
            + at.map(time -> " that was fetched at " + time).orElse(""));
  }

  private static Answer inert(RawPage page) {
    String type = "text/plain" + charset(page.capture()).map(it -> "; charset=" + it).orElse("");
    return new Answer(200, type, page.body(), Map.of())
        .with("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  }

  private static Optional<String> charset(Capture capture) {
    Matcher said = CHARSET.matcher(capture.headers().first("content-type").orElse(""));
    return said.find() && isKnown(said.group(1)) ? Optional.of(said.group(1)) : Optional.empty();
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalArgumentException noName) {
      return false;
    }
  }

  private Answer steps(ApiRequest request) {
    return traced(request, (url, trace) -> ExplanationFacts.of(trace));
  }

  private Answer text(ApiRequest request) {
    return traced(request, PageRoutes::facts);
  }

  private Answer traced(
      ApiRequest request, BiFunction<PageUrl, PageTrace, Map<String, Object>> facts) {
    PageUrl url = Explanation.url(request.query("url"));
    String recipe = recipe(request);
    return read(url, folder -> trace(folder, url, recipe))
        .map(trace -> Answer.ok(facts.apply(url, trace)))
        .orElseGet(() -> noCapture(url, Optional.empty()));
  }

  private Optional<PageTrace> trace(DataFolder folder, PageUrl url, String recipe) {
    return Explanation.last(folder.pages().captures(url))
        .map(
            capture ->
                traces.of(capture.key(), recipe, () -> Explanation.withBody(folder, capture)));
  }

  private static Map<String, Object> facts(PageUrl url, PageTrace trace) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("url", url.toString());
    trace.title().ifPresent(title -> facts.put("title", title));
    trace.language().ifPresent(label -> facts.put("language", label.code()));
    facts.put("text", trace.text());
    facts.put("kept", trace.cause().isEmpty());
    trace.cause().ifPresent(cause -> facts.put("dropped_by", cause.rule()));
    return facts;
  }

  /** A recipe's name only: a file's would let others read what the daemon can. */
  private static String recipe(ApiRequest request) {
    return Setting.ofText("query", 1, "recipe", request.find("recipe").orElse(STANDARD_RECIPE))
        .oneOf(Recipes.names());
  }
}
