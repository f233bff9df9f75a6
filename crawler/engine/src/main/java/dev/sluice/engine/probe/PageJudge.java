package dev.sluice.engine.probe;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.ParsedPage;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedFinding.Kind;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.engine.scope.UrlShape;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.PageUrl;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges a seed by its first page. What it takes for a trap are looks: a site may have its reasons,
 * so a finding names what was seen, and the user decides.
 */
final class PageJudge {

  /** What the recipes that come with Sluice leave out at export, unless they are told otherwise. */
  private static final Set<Meaning> REFUSALS =
      EnumSet.of(
          Meaning.TRAINING_REFUSED,
          Meaning.TDM_RESERVED,
          Meaning.NO_AI,
          Meaning.AI_CRAWLERS_DISALLOWED,
          Meaning.NOARCHIVE,
          Meaning.NOINDEX);

  private static final Set<Refusal> TRAPS =
      EnumSet.of(
          Refusal.TOO_LONG,
          Refusal.TOO_MANY_FOLDERS,
          Refusal.REPEATED_FOLDERS,
          Refusal.TOO_MANY_PARAMETERS,
          Refusal.REPEATED_PARAMETER,
          Refusal.URL_IN_PATH,
          Refusal.CALENDAR);

  /** Fewer links of one kind are on honest pages. */
  private static final int FEWEST_ALIKE = 3;

  /** A path with so many choices of parameters on one page has them for all their combinations. */
  private static final int MOST_CHOICES = 30;

  private static final int MOST_LINKS_OUT = 300;

  private final Seed seed;
  private final Scope scope;
  private final List<SeedFinding> findings = new ArrayList<>();

  PageJudge(Seed seed, InstantSource clock) {
    this.seed = seed;
    this.scope = new SeedScope(List.of(seed), clock);
  }

  /** Adds what the first page shows. */
  void judge(Answer answer, ParsedPage page, List<Directive> ofServer) {
    List<Directive> said = new ArrayList<>(ofServer);
    said.addAll(page.directives());
    judgeWishes(said);
    String type = answer.headers().mediaType();
    if (!type.isEmpty() && !type.contains("html") && !type.contains("xml")) {
      add(Kind.NOT_HTML, "the first page is " + type + ", which has no links to follow");
    } else {
      judgeLinks(page.links());
    }
  }

  private void judgeWishes(List<Directive> said) {
    String refusals =
        said.stream()
            .filter(directive -> REFUSALS.contains(directive.meaning()))
            .map(directive -> directive.source() + ": " + directive.text())
            .distinct()
            .collect(Collectors.joining("; "));
    if (!refusals.isEmpty()) {
      add(
          Kind.OPTED_OUT,
          "its owner asks that it not be used like this ("
              + refusals
              + "), and the usual recipes leave such pages out");
    }
  }

  private void judgeLinks(List<PageUrl> links) {
    CrawlUrl from = new CrawlUrl(seed.url(), 0, seed.name(), Optional.empty());
    List<PageUrl> ours = new ArrayList<>();
    List<PageUrl> traps = new ArrayList<>();
    Optional<Refused> why = Optional.empty();
    long out = links.stream().filter(link -> !link.host().equals(seed.url().host())).count();
    for (PageUrl link : links) {
      Ruling ruling = scope.follow(from, link);
      if (!(ruling instanceof Refused refused)) {
        ours.add(link);
      } else if (TRAPS.contains(refused.why())) {
        traps.add(link);
        why = why.or(() -> Optional.of(refused));
      }
    }
    why.ifPresent(
        refused ->
            addTrap(traps.size() + " of its links look like one: " + refused.why().words(), traps));
    judgeTokens(ours);
    judgeChoices(ours);
    if (out > MOST_LINKS_OUT) {
      add(Kind.MANY_LINKS_OUT, "the first page has " + out + " links to other hosts");
    }
  }

  /** Ids that are made for each visitor or visit; a crawl would meet the same pages without end. */
  private void judgeTokens(List<PageUrl> links) {
    Map<String, List<PageUrl>> byShape = grouped(links, UrlShape::fine);
    byShape.forEach(
        (shape, alike) -> {
          if (shape.indexOf('~') >= 0
              && alike.size() >= FEWEST_ALIKE
              && alike.size() * 2 > links.size()) {
            addTrap(
                alike.size()
                    + " of "
                    + links.size()
                    + " links differ in a random token, as session ids do",
                alike);
          }
        });
  }

  private void judgeChoices(List<PageUrl> links) {
    List<PageUrl> withQuery =
        links.stream().filter(link -> link.pathAndQuery().indexOf('?') >= 0).toList();
    grouped(withQuery, PageUrl::path)
        .forEach(
            (path, alike) -> {
              if (alike.size() > MOST_CHOICES) {
                addTrap(alike.size() + " links lead to " + path + " with other parameters", alike);
              }
            });
  }

  private static Map<String, List<PageUrl>> grouped(
      List<PageUrl> links, Function<PageUrl, String> by) {
    return links.stream().collect(Collectors.groupingBy(by));
  }

  private void addTrap(String words, List<PageUrl> links) {
    add(
        Kind.TRAP_LIKE,
        words + ", such as " + links.get(0) + "; leave them out with 'exclude' if it is so");
  }

  /** Adds what the answer to a path that nobody can have made shows. */
  void judgeMadeUp(PageUrl madeUp, Answer answer) {
    if (answer.status() == 200) {
      add(
          Kind.TRAP_LIKE,
          "it answers 200 where nothing is ("
              + madeUp
              + "), so each wrong link brings one more page; set 'pages' or 'depth'");
    }
  }

  /** Adds something that was found elsewhere. */
  void add(Kind kind, String detail) {
    findings.add(new SeedFinding(seed.name(), seed.url(), kind, detail));
  }

  /** All that was found; that all is well if nothing was. */
  List<SeedFinding> findings() {
    if (findings.isEmpty()) {
      add(Kind.OK, "the first page is there");
    }
    return List.copyOf(findings);
  }
}
