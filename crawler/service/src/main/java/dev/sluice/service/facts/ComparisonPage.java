package dev.sluice.service.facts;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.RecipeComparison.Bar;
import dev.sluice.corpus.model.RecipeComparison.Bin;
import dev.sluice.corpus.model.RecipeComparison.Example;
import dev.sluice.corpus.model.RecipeComparison.Fact;
import dev.sluice.corpus.model.RecipeComparison.Group;
import dev.sluice.corpus.model.RecipeComparison.Judged;
import dev.sluice.corpus.model.RecipeComparison.ParameterChange;
import dev.sluice.corpus.model.RecipeComparison.Reason;
import dev.sluice.corpus.model.RecipeComparison.RuleShift;
import dev.sluice.corpus.model.RecipeComparison.StepChange;
import dev.sluice.corpus.model.RecipeComparison.Tally;
import dev.sluice.corpus.model.RecipeComparison.TextChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What another recipe would do, as one HTML file that needs no other: no script, nothing loaded.
 * Whatever pages say is text in it, and never markup.
 */
public final class ComparisonPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--was:#8899aa;--is:#2a7de1;--no:#d9534f}
      body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-top:1px solid var(--line);padding-top:1rem}
      h3{font-size:1rem;margin:1rem 0 .3rem}
      .wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:left;vertical-align:top}
      td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .bar{display:flex;width:16rem;height:.9rem}.bar i{display:block;height:100%;background:var(--is)}.bar i.no{background:var(--no)}
      .bar.was{opacity:.45}li{margin:.3rem 0;overflow-wrap:anywhere}small{color:#888}
      details summary{cursor:pointer}code{font-size:.9em}
      """;

  private final StringBuilder html = new StringBuilder();

  private ComparisonPage() {}

  /**
   * Writes the page to a file.
   *
   * @throws ExportException if it cannot be written
   */
  public static void write(Path file, RecipeComparison found) {
    try {
      Files.writeString(file, html(found));
    } catch (IOException failure) {
      throw new ExportException(
          Problem.NOT_WRITABLE, "cannot write " + file + ": " + failure.getMessage(), failure);
    }
  }

  /** The page. */
  static String html(RecipeComparison found) {
    ComparisonPage page = new ComparisonPage();
    page.page(found);
    return page.html.toString();
  }

  private void page(RecipeComparison found) {
    html.append("<!doctype html><html lang=en><meta charset=utf-8>");
    html.append("<meta name=viewport content='width=device-width'><title>");
    html.append(escaped(found.before() + " → " + found.after())).append("</title><style>");
    html.append(STYLE).append("</style><body>");
    head(found);
    if (!found.rules().isEmpty()) {
      html.append("<h2>Rules</h2>");
      found.rules().forEach(this::rule);
    }
    reasons("Lost, by what drops them now", found.lost());
    reasons("Won, by what dropped them before", found.won());
    groups("By language", found.languages());
    groups("By site" + (found.siteCount() > found.sites().size() ? " (some)" : ""), found.sites());
    texts(found);
    html.append("</body></html>\n");
  }

  private void head(RecipeComparison found) {
    Tally tally = found.total();
    html.append("<h1>").append(escaped(found.before() + " → " + found.after())).append("</h1><p>");
    html.append(
        escaped(
            String.format(
                Locale.ROOT,
                "%,d of %,d captures of the snapshot %s. %,d won, %,d lost, %,d dropped for"
                    + " another reason.",
                found.extent().looked(),
                found.extent().all(),
                found.extent().snapshot(),
                tally.won(),
                tally.lost(),
                found.otherReason())));
    if (!found.notCompared().isEmpty()) {
      html.append(" Not run, for they compare pages: ");
      html.append(escaped(String.join(", ", found.notCompared()))).append('.');
    }
    html.append("<ul>");
    found.steps().forEach(this::step);
    if (found.reordered()) {
      html.append("<li>the steps stand in another order");
    }
    html.append("</ul>");
    open("", "before", "after");
    row("kept", count(tally.keptBefore()), count(tally.keptAfter()));
    row(
        "share of captures",
        Numbers.share(tally.keptBefore(), tally.captures()),
        Numbers.share(tally.keptAfter(), tally.captures()));
    row("characters", count(tally.charactersBefore()), count(tally.charactersAfter()));
    close();
  }

  private void step(StepChange change) {
    String step = escaped(change.step());
    switch (change.place()) {
      case BEFORE_ONLY -> html.append("<li>only before: <code>").append(step).append("</code>");
      case AFTER_ONLY -> html.append("<li>only after: <code>").append(step).append("</code>");
      case BOTH -> {
        for (ParameterChange it : change.changes()) {
          html.append("<li><code>").append(step).append('.').append(escaped(it.name()));
          html.append("</code>: ").append(escaped(it.before().orElse("not given")));
          html.append(" → ").append(escaped(it.after().orElse("not given")));
        }
      }
    }
  }

  private void rule(RuleShift rule) {
    html.append("<h3><code>").append(escaped(rule.rule())).append("</code></h3>");
    open("", "pages", "fail", "dropped", "limit");
    side("before", rule.before());
    side("after", rule.after());
    close();
    if (!rule.bins().isEmpty()) {
      bins(rule.bins());
    }
    if (!rule.facts().isEmpty()) {
      facts(rule.facts());
    }
    examples("Just inside", rule.inside());
    examples("Just outside", rule.outside());
  }

  private void side(String name, Judged side) {
    row(
        name,
        count(side.pages()),
        count(side.failed()),
        count(side.dropped()),
        String.join(" or ", side.limits()));
  }

  private void bins(List<Bin> bins) {
    long longest =
        bins.stream()
            .mapToLong(it -> Math.max(it.bar().before(), it.bar().after()))
            .max()
            .orElse(1);
    html.append("<p><small>upper bar: before; lower bar: after; red: not allowed</small>");
    open("from", "before", "after", "");
    for (Bin bin : bins) {
      cells(Numbers.edge(bin.from()), bin.bar());
      bars(bin.bar(), longest);
    }
    close();
  }

  private void facts(List<Fact> facts) {
    long longest =
        facts.stream()
            .mapToLong(it -> Math.max(it.bar().before(), it.bar().after()))
            .max()
            .orElse(1);
    open("value", "before", "after", "");
    for (Fact fact : facts) {
      cells(fact.value(), fact.bar());
      bars(fact.bar(), longest);
    }
    close();
  }

  private void cells(String name, Bar bar) {
    html.append("<tr><td>").append(escaped(name)).append("<td class=n>");
    html.append(count(bar.before())).append("<td class=n>").append(count(bar.after()));
  }

  private void bars(Bar bar, long longest) {
    html.append("<td>");
    bar("bar was", bar.before(), bar.failedBefore(), longest);
    bar("bar", bar.after(), bar.failedAfter(), longest);
  }

  private void bar(String kind, long pages, long failed, long longest) {
    html.append("<div class='").append(kind).append("'>");
    part("", pages - failed, longest);
    part(" class=no", failed, longest);
    html.append("</div>");
  }

  private void part(String kind, long pages, long longest) {
    if (pages > 0) {
      html.append("<i").append(kind);
      html.append(String.format(Locale.ROOT, " style='width:%.2f%%'>", 100.0 * pages / longest));
      html.append("</i>");
    }
  }

  private void examples(String title, List<Example> examples) {
    if (!examples.isEmpty()) {
      html.append("<details><summary>").append(title).append("</summary>");
      list(examples);
      html.append("</details>");
    }
  }

  private void list(List<Example> examples) {
    html.append("<ul>");
    for (Example example : examples) {
      html.append("<li>").append(escaped(Numbers.measured(example.value()))).append(" <small>(");
      html.append(escaped(example.limit())).append(")</small> ").append(escaped(example.url()));
      html.append("<br><small>").append(escaped(example.start())).append("</small>");
    }
    html.append("</ul>");
  }

  private void reasons(String title, List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    html.append("<h2>").append(title).append("</h2>");
    for (Reason reason : reasons) {
      html.append("<details><summary>").append(count(reason.pages())).append(" by <code>");
      html.append(escaped(reason.rule())).append("</code></summary>");
      list(reason.examples());
      html.append("</details>");
    }
  }

  private void groups(String title, List<Group> groups) {
    html.append("<h2>").append(title).append("</h2>");
    open("", "captures", "kept before", "after", "won", "lost");
    for (Group group : groups) {
      Tally tally = group.tally();
      row(
          group.name(),
          count(tally.captures()),
          Numbers.share(tally.keptBefore(), tally.captures()),
          Numbers.share(tally.keptAfter(), tally.captures()),
          count(tally.won()),
          count(tally.lost()));
    }
    close();
  }

  private void texts(RecipeComparison found) {
    if (found.texts().pages() == 0) {
      return;
    }
    html.append("<h2>Kept by both with another text: ").append(count(found.texts().pages()));
    html.append("</h2><ul>");
    for (TextChange change : found.texts().examples()) {
      html.append("<li>").append(count(change.before())).append(" → ");
      html.append(count(change.after())).append(" characters ").append(escaped(change.url()));
      change
          .gone()
          .forEach(line -> html.append("<br><del>").append(escaped(line)).append("</del>"));
      change
          .added()
          .forEach(line -> html.append("<br><ins>").append(escaped(line)).append("</ins>"));
    }
    html.append("</ul>");
  }

  private void open(String... names) {
    html.append("<div class=wide><table><tr>");
    for (int i = 0; i < names.length; i++) {
      html.append(i == 0 ? "<th>" : "<th class=n>").append(escaped(names[i]));
    }
  }

  private void row(String... cells) {
    html.append("<tr>");
    for (int i = 0; i < cells.length; i++) {
      html.append(i == 0 ? "<td>" : "<td class=n>").append(escaped(cells[i]));
    }
  }

  private void close() {
    html.append("</table></div>");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
