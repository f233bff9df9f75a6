package dev.sluice.service.cli;

import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known of a URL, as text or as JSON.
 *
 * @param url the URL
 * @param record what the frontier knows
 * @param robots what came of asking for its server's robots.txt
 * @param allowed whether that allows the URL
 * @param host its host's clock
 * @param captures all its captures, the oldest first
 * @param traces what a recipe makes of the last capture; empty if there is none
 */
record Explanation(
    PageUrl url,
    Optional<UrlRecord> record,
    Optional<RobotsRecord> robots,
    Optional<Boolean> allowed,
    Optional<HostRecord> host,
    List<Capture> captures,
    List<PageTrace> traces) {

  boolean isKnown() {
    return record.isPresent() || !captures.isEmpty();
  }

  void print(PrintWriter out) {
    out.println(url);
    if (!isKnown()) {
      out.println("  is not known: no page that was fetched links to it, or it is out of scope");
    }
    record.ifPresent(known -> printRecord(out, known));
    robots.ifPresent(asked -> out.println("  robots    " + robotsText(asked)));
    host.ifPresent(known -> out.println("  host      " + hostText(known.clock())));
    for (Capture capture : captures) {
      out.println("  fetched   " + captureText(capture));
    }
    traces.forEach(trace -> printTrace(out, trace));
  }

  private static void printRecord(PrintWriter out, UrlRecord known) {
    out.printf(
        "  found     %s, %s%n",
        known.url().foundOn().map(page -> "on " + page).orElse("as a seed"),
        "depth " + known.url().depth() + " from seed " + known.url().seed());
    out.printf(
        "  state     %s since %s%s%s%n",
        lowerCase(known.status()),
        known.since(),
        known.attempts() > 1 ? ", attempts " + known.attempts() : "",
        known.detail().isEmpty() ? "" : " (" + known.detail() + ")");
  }

  private String robotsText(RobotsRecord asked) {
    String verdict = allowed.orElse(false) ? "allowed" : "disallowed";
    return verdict
        + " by "
        + asked.origin()
        + "/robots.txt ("
        + asked.detail()
        + " at "
        + asked.fetchedAt()
        + ")";
  }

  private static String hostText(HostClock clock) {
    String delay =
        clock.crawlDelay().isZero()
            ? ""
            : ", Crawl-delay " + clock.crawlDelay().toMillis() / 1000.0 + " s";
    String failures =
        clock.failures() == 0 ? "" : ", " + clock.failures() + " failures not yet forgiven";
    return "not to be asked before " + clock.nextRequest() + delay + failures;
  }

  private static String captureText(Capture capture) {
    return String.format(
        "%s  %d %s, %s%s, %s, from %s in %d ms",
        capture.key().fetchedAt(),
        capture.status(),
        capture.mediaType(),
        Sizes.text(capture.bodyBytes()),
        capture.truncated() ? " (cut)" : "",
        capture.bodyHash(),
        capture.address(),
        capture.latency().toMillis());
  }

  private static void printTrace(PrintWriter out, PageTrace trace) {
    out.println("  recipe    " + trace.recipe());
    for (PageTrace.Step step : trace.steps()) {
      out.printf(
          "    %-22s %s%s%n",
          step.name(),
          lowerCase(step.result()).replace('_', ' '),
          step.note().isEmpty() ? "" : ": " + step.note());
      for (Measurement measurement : step.measurements()) {
        out.printf(
            "      %s %s is %s (%s)%n",
            measurement.passed() ? " " : "!",
            measurement.rule(),
            measurement.measured().display(),
            measurement.limit());
      }
    }
    trace.charset().ifPresent(charset -> out.println("  charset   " + charset));
    trace
        .language()
        .ifPresent(
            label ->
                out.printf(
                    "  language  %s (%s), %.2f%n", label.code(), label.script(), label.score()));
    trace.title().ifPresent(title -> out.println("  title     " + title));
    trace.firstLines().forEach(line -> out.println("  | " + line));
  }

  /** The same as a tree of maps and lists. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("url", url.toString());
    facts.put("known", isKnown());
    record.ifPresent(known -> facts.put("record", recordFacts(known)));
    robots.ifPresent(
        asked ->
            facts.put(
                "robots",
                Map.of(
                    "allowed", allowed.orElse(false),
                    "outcome", lowerCase(asked.outcome()),
                    "detail", asked.detail(),
                    "fetched_at", asked.fetchedAt().toString())));
    host.ifPresent(
        known ->
            facts.put(
                "host",
                Map.of(
                    "next_request", known.clock().nextRequest().toString(),
                    "crawl_delay_ms", known.clock().crawlDelay().toMillis(),
                    "failures", known.clock().failures())));
    facts.put("captures", captures.stream().map(Explanation::captureFacts).toList());
    traces.forEach(trace -> facts.put("recipe", traceFacts(trace)));
    return facts;
  }

  private static Map<String, Object> recordFacts(UrlRecord known) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("status", lowerCase(known.status()));
    facts.put("since", known.since().toString());
    facts.put("attempts", known.attempts());
    facts.put("detail", known.detail());
    facts.put("depth", known.url().depth());
    facts.put("seed", known.url().seed());
    known.url().foundOn().ifPresent(page -> facts.put("found_on", page.toString()));
    return facts;
  }

  private static Map<String, Object> captureFacts(Capture capture) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fetched_at", capture.key().fetchedAt().toString());
    facts.put("status", capture.status());
    facts.put("media_type", capture.mediaType());
    facts.put("body_bytes", capture.bodyBytes());
    facts.put("body_sha256", capture.bodyHash().hex());
    facts.put("truncated", capture.truncated());
    facts.put("address", capture.address());
    facts.put("latency_ms", capture.latency().toMillis());
    return facts;
  }

  private static Map<String, Object> traceFacts(PageTrace trace) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", trace.recipe());
    facts.put(
        "steps",
        trace.steps().stream()
            .map(
                step ->
                    Map.of(
                        "step", step.name(),
                        "result", lowerCase(step.result()),
                        "measured",
                            step.measurements().stream()
                                .collect(
                                    Collectors.toMap(
                                        Measurement::rule,
                                        measurement ->
                                            List.of(
                                                measurement.measured().display(),
                                                measurement.limit(),
                                                measurement.passed()),
                                        (first, second) -> first,
                                        LinkedHashMap::new))))
            .toList());
    trace.title().ifPresent(title -> facts.put("title", title));
    trace.charset().ifPresent(charset -> facts.put("charset", charset));
    trace.language().ifPresent(label -> facts.put("language", label.code()));
    return facts;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
