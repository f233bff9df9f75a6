package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Directive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An explanation as a tree of maps and lists, for JSON. */
public final class ExplanationFacts {

  private ExplanationFacts() {}

  /** The explanation as {@code explain --json} prints it. */
  public static Map<String, Object> of(Explanation known) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("url", known.url().toString());
    facts.put("known", known.isKnown());
    known
        .trap()
        .ifPresent(
            why -> facts.put("refused", ordered("why", name(why.why()), "detail", why.detail())));
    known.record().ifPresent(record -> facts.put("record", of(record)));
    known.server().ifPresent(server -> facts.put("robots", of(server)));
    known.host().ifPresent(host -> facts.put("host", of(host)));
    facts.put("captures", known.captures().stream().map(ExplanationFacts::of).toList());
    known.traces().forEach(trace -> facts.put("recipe", of(trace)));
    return facts;
  }

  private static Map<String, Object> of(UrlRecord known) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", name(known.url().kind()));
    facts.put("status", name(known.status()));
    facts.put("since", known.since().toString());
    facts.put("attempts", known.attempts());
    facts.put("detail", known.detail());
    known
        .budget()
        .ifPresent(
            over ->
                facts.put(
                    "over_budget", ordered("why", name(over.why()), "detail", over.detail())));
    facts.put("depth", known.url().depth());
    facts.put("redirects", known.url().redirects());
    facts.put("seed", known.url().seed());
    known.url().foundOn().ifPresent(page -> facts.put("found_on", page.toString()));
    facts.put("history", of(known.history()));
    return facts;
  }

  private static Map<String, Object> of(VisitHistory history) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("visits", history.visits());
    facts.put("changes", history.changes());
    facts.put("interval_s", history.interval().toSeconds());
    history.lastVisit().ifPresent(at -> facts.put("last_visit", at.toString()));
    history.nextVisit().ifPresent(at -> facts.put("next_visit", at.toString()));
    return facts;
  }

  private static Map<String, Object> of(Explanation.Server server) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("allowed", server.allowed());
    facts.put("outcome", name(server.robots().outcome()));
    facts.put("detail", server.robots().detail());
    facts.put("fetched_at", server.robots().fetchedAt().toString());
    facts.put("directives", directives(server.directives()));
    return facts;
  }

  /** Names with their values in this order, which {@code Map.of} has another of in each process. */
  private static Map<String, String> ordered(String... namesAndValues) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return facts;
  }

  private static List<Map<String, String>> directives(List<Directive> said) {
    return said.stream()
        .map(it -> ordered("meaning", name(it.meaning()), "source", it.source(), "text", it.text()))
        .toList();
  }

  private static Map<String, Object> of(Explanation.Host host) {
    HostRecord known = host.record();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("standing", name(known.standing()));
    facts.put("priority", known.priority());
    facts.put("pages", known.pages());
    facts.put("next_request", known.clock().nextRequest().toString());
    facts.put("crawl_delay_ms", known.clock().crawlDelay().toMillis());
    facts.put("latency_ms", known.clock().latency().toMillis());
    facts.put("failures", known.clock().failures());
    facts.put("habits", host.habits());
    return facts;
  }

  private static Map<String, Object> of(Capture capture) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fetched_at", capture.key().fetchedAt().toString());
    facts.put("status", capture.status());
    facts.put("media_type", capture.mediaType());
    facts.put("body_bytes", capture.bodyBytes());
    facts.put("body_sha256", capture.bodyHash().hex());
    facts.put("truncated", capture.truncated());
    facts.put("address", capture.address());
    facts.put("latency_ms", capture.latency().toMillis());
    facts.put("unverified", capture.unverified());
    facts.put("change", name(capture.change()));
    facts.put("directives", directives(capture.directives()));
    facts.put("tags", new TreeMap<>(capture.tags()));
    return facts;
  }

  /** What a recipe made of a capture, as {@code explain --json} prints it. */
  public static Map<String, Object> of(PageTrace trace) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", trace.recipe());
    facts.put("steps", trace.steps().stream().map(ExplanationFacts::of).toList());
    if (trace.leftOut().pages() > 0) {
      facts.put("site_template", of(trace.leftOut()));
    }
    facts.putAll(of(trace.stated()));
    if (!trace.notes().isEmpty()) {
      facts.put("notes", trace.notes());
    }
    trace.charset().ifPresent(charset -> facts.put("charset", charset));
    trace.language().ifPresent(label -> put(facts, label));
    return facts;
  }

  private static Map<String, Object> of(TemplateCut cut) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pages", cut.pages());
    facts.put("share", cut.share());
    facts.put("left_out", cut.lines().stream().map(ExplanationFacts::of).toList());
    return facts;
  }

  private static Map<String, Object> of(TemplateCut.Line line) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("text", line.text());
    facts.put("pages", line.pages());
    return facts;
  }

  private static void put(Map<String, Object> facts, LanguageLabel label) {
    facts.put("language", label.code());
    facts.put("language_script", label.script());
    facts.put("language_score", label.score());
    facts.put("language_shares", shares(label.languages()));
    facts.put("script_shares", shares(label.scripts()));
  }

  private static Map<String, Double> shares(List<LanguageLabel.Share> shares) {
    Map<String, Double> byName = new LinkedHashMap<>();
    shares.forEach(part -> byName.put(part.name(), part.share()));
    return byName;
  }

  /** What a page states of itself, by the names that documents have it under. */
  static Map<String, Object> of(Stated stated) {
    Map<String, Object> facts = new LinkedHashMap<>();
    stated.title().ifPresent(title -> facts.put("title", title));
    stated.author().ifPresent(author -> facts.put("author", author));
    stated.siteName().ifPresent(name -> facts.put("site_name", name));
    stated.published().ifPresent(date -> facts.put("published", date));
    stated.modified().ifPresent(date -> facts.put("modified", date));
    stated.licence().ifPresent(licence -> facts.put("license", licence));
    stated.languageHint().ifPresent(tag -> facts.put("language_hint", tag));
    return facts;
  }

  private static Map<String, Object> of(PageTrace.Step step) {
    Map<String, List<Object>> measured =
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
                    LinkedHashMap::new));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", step.name());
    facts.put("measured", measured);
    facts.put("result", name(step.result()));
    if (!step.note().isEmpty()) {
      facts.put("note", step.note());
    }
    return facts;
  }
}
