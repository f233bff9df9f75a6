package dev.sluice.service.cli;

import static dev.sluice.service.facts.Names.name;
import static java.util.stream.Collectors.joining;

import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.TrapLimits;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Directive;
import dev.sluice.service.facts.Explanation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An explanation for people. */
final class ExplanationText {

  /** As many pieces of a template are shown. */
  private static final int SHOWN = 20;

  private final PrintWriter out;

  ExplanationText(PrintWriter out) {
    this.out = out;
  }

  void print(Explanation known) {
    out.println(known.url());
    if (!known.isKnown()) {
      out.println("  is not known: no page that was fetched links to it, or it is out of scope");
      known.trap().ifPresent(why -> out.println("  would not be asked for: " + why.sentence()));
    }
    known.record().ifPresent(this::print);
    known.server().ifPresent(this::print);
    known.host().ifPresent(this::print);
    known.captures().forEach(this::print);
    known.traces().forEach(this::print);
  }

  private void print(UrlRecord known) {
    out.printf(
        "  found     %s%s, %s%n",
        known.url().kind() == Kind.SITEMAP ? "as a sitemap " : "",
        known.url().foundOn().map(page -> "on " + page).orElse("as a seed"),
        "depth " + known.url().depth() + " from seed " + known.url().seed());
    int redirects = known.url().redirects();
    if (redirects > 0) {
      out.printf(
          "    by %s%s%n",
          Counted.text(redirects, "redirect"),
          redirects < TrapLimits.DEFAULT.maxRedirects()
              ? ""
              : " in a row; another one is not followed");
    }
    out.printf(
        "  state     %s since %s%s%s%n",
        known.status().isInQueue() ? "queued" : name(known.status()),
        known.since(),
        known.attempts() > 1 ? ", attempts " + known.attempts() : "",
        known.detail().isEmpty() || known.budget().isPresent() ? "" : " (" + known.detail() + ")");
    known.budget().ifPresent(over -> out.println("    waits: " + over.sentence()));
    if (known.history().visits() > 0) {
      out.println("  visits    " + visits(known.history()));
    }
  }

  private static String visits(VisitHistory history) {
    return history.visits()
        + history.lastVisit().map(at -> ", the last at " + at).orElse("")
        + (history.visits() > 1 ? ", " + history.changes() + " found it changed" : "")
        + history
            .nextVisit()
            .map(at -> "; the next at " + at + ", after " + Spans.text(history.interval()))
            .orElse("; none is planned");
  }

  private void print(Explanation.Server server) {
    out.printf(
        "  robots    %s by %s/robots.txt (%s at %s)%n",
        server.allowed() ? "allowed" : "disallowed",
        server.robots().origin(),
        server.robots().detail(),
        server.robots().fetchedAt());
    server.directives().forEach(said -> out.println("    asks    " + words(said)));
  }

  private void print(Explanation.Host host) {
    HostRecord known = host.record();
    HostClock clock = known.clock();
    out.println("  host      " + standing(known.standing()));
    out.printf(
        "    %s, priority %d; not to be asked before %s%s%s%s%n",
        Counted.text(known.pages(), "page"),
        known.priority(),
        clock.nextRequest(),
        clock.crawlDelay().isZero()
            ? ""
            : ", Crawl-delay " + clock.crawlDelay().toMillis() / 1000.0 + " s",
        clock.latency().isZero() ? "" : ", answers in " + clock.latency().toMillis() + " ms",
        clock.failures() == 0 ? "" : ", " + clock.failures() + " failures not yet forgiven");
    host.habits().forEach(sentence -> out.println("    " + sentence));
  }

  private static String standing(HostRecord.Standing standing) {
    return switch (standing) {
      case WAITING -> "waiting: something of it is queued, or could be";
      case GIVEN_UP -> "given up: its robots.txt could not be had; the next run asks again";
      case NOT_OURS -> "asleep: what it has queued belongs to no seed of the last run";
      case OVER_BUDGET -> "asleep: what it has queued is over a budget; the next run looks again";
      case PAUSED -> "asleep: what it has queued is of a seed that is paused";
      case DRAINED -> "drained: nothing of it is queued";
    };
  }

  private void print(Capture capture) {
    out.printf(
        "  fetched   %s  %d %s, %s%s, %s, from %s in %d ms%n",
        capture.key().fetchedAt(),
        capture.status(),
        capture.mediaType(),
        Sizes.text(capture.bodyBytes()),
        capture.truncated() ? " (cut)" : "",
        capture.bodyHash(),
        capture.address(),
        capture.latency().toMillis());
    if (capture.change() != Change.FIRST) {
      out.println("    " + change(capture.change()));
    }
    if (capture.unverified()) {
      out.println("    the server's certificate was not verified, as the seed allows");
    }
    capture.directives().forEach(said -> out.println("    asks    " + words(said)));
    if (!capture.tags().isEmpty()) {
      String tags =
          capture.tags().entrySet().stream()
              .map(tag -> tag.getKey() + "=" + tag.getValue())
              .collect(joining(", "));
      out.println("    tags    " + tags);
    }
  }

  private static String change(Change change) {
    return switch (change) {
      case FIRST -> "the first capture";
      case CHANGED -> "changed: another body than before";
      case SAME_CONTENT -> "same content: the same body as before";
      case NOT_MODIFIED -> "not modified: the server said so, and sent no body";
    };
  }

  private static String words(Directive said) {
    return name(said.meaning()) + " (" + said.source() + ": " + said.text() + ")";
  }

  private void print(PageTrace trace) {
    out.println("  recipe    " + trace.recipe());
    for (PageTrace.Step step : trace.steps()) {
      out.printf(
          "    %-22s %s%s%n",
          step.name(),
          name(step.result()).replace('_', ' '),
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
                    "  language  %s (%s), %.2f%s%s%n",
                    label.code(),
                    label.script(),
                    label.score(),
                    shares("; languages ", label.languages()),
                    shares("; letters ", label.scripts())));
    Stated stated = trace.stated();
    print("title", stated.title());
    print("author", stated.author());
    print("site", stated.siteName());
    print("published", stated.published());
    print("modified", stated.modified());
    print("license", stated.licence());
    trace.notes().forEach(note -> print("note", Optional.of(note)));
    trace.firstLines().forEach(line -> out.println("  | " + line));
    print(trace.leftOut());
  }

  private void print(TemplateCut cut) {
    if (cut.pages() == 0) {
      return;
    }
    out.printf(
        "  template  %.1f %% of the page's text belongs to its host, by %s%n",
        100 * cut.share(), Counted.text(cut.pages(), "page"));
    for (TemplateCut.Line line : cut.lines().subList(0, Math.min(SHOWN, cut.lines().size()))) {
      out.printf("    on %d  %s%n", line.pages(), line.text());
    }
    if (cut.lines().size() > SHOWN) {
      out.printf("    and %d more, see --json%n", cut.lines().size() - SHOWN);
    }
  }

  /** Shares in per cent, if there are several. */
  private static String shares(String before, List<LanguageLabel.Share> shares) {
    return shares.size() < 2
        ? ""
        : shares.stream()
            .map(part -> String.format(Locale.ROOT, "%s %.1f %%", part.name(), 100 * part.share()))
            .collect(joining(", ", before, ""));
  }

  private void print(String name, Optional<String> value) {
    value.ifPresent(text -> out.printf("  %-9s %s%n", name, text));
  }
}
