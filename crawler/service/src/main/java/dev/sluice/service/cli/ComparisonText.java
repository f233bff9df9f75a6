package dev.sluice.service.cli;

import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.RecipeComparison.Bar;
import dev.sluice.corpus.model.RecipeComparison.Bin;
import dev.sluice.corpus.model.RecipeComparison.Example;
import dev.sluice.corpus.model.RecipeComparison.Group;
import dev.sluice.corpus.model.RecipeComparison.Judged;
import dev.sluice.corpus.model.RecipeComparison.ParameterChange;
import dev.sluice.corpus.model.RecipeComparison.Reason;
import dev.sluice.corpus.model.RecipeComparison.RuleShift;
import dev.sluice.corpus.model.RecipeComparison.StepChange;
import dev.sluice.corpus.model.RecipeComparison.Tally;
import dev.sluice.corpus.model.RecipeComparison.TextChange;
import dev.sluice.corpus.model.RecipeComparison.TextChanges;
import dev.sluice.service.facts.Numbers;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What another recipe would do, for people at a terminal. */
final class ComparisonText {

  private static final int SITES = 15;
  private static final int LANGUAGES = 10;
  private static final int BAR = 40;
  private static final int LONGEST_VALUE = 60;

  private final PrintWriter out;

  ComparisonText(PrintWriter out) {
    this.out = out;
  }

  /** Prints it: the rules before the pages that are won and lost, or the other way round. */
  void print(RecipeComparison found, boolean rulesFirst) {
    printHead(found);
    printTotal(found);
    if (rulesFirst) {
      found.rules().forEach(rule -> printRule(rule, true));
      printOutcomes(found);
    } else {
      printOutcomes(found);
      printTexts(found.texts());
      found.rules().stream().filter(ComparisonText::isMoved).forEach(it -> printRule(it, false));
    }
    printGroups("by language", found.languages().stream().limit(LANGUAGES).toList());
    printSites(found);
    if (rulesFirst) {
      printTexts(found.texts());
    }
  }

  /** Whether both recipes have the rule, with other limits. */
  private static boolean isMoved(RuleShift rule) {
    return !rule.before().limits().isEmpty()
        && !rule.after().limits().isEmpty()
        && !rule.before().limits().equals(rule.after().limits());
  }

  private void printHead(RecipeComparison found) {
    RecipeComparison.Extent extent = found.extent();
    out.printf(
        Locale.ROOT,
        "%s -> %s, on %s%n",
        found.before(),
        found.after(),
        extent.isWhole()
            ? "all " + Counted.text(extent.all(), "capture")
            : String.format(
                Locale.ROOT,
                "%,d of %,d captures, chosen by the digests of their URLs",
                extent.looked(),
                extent.all()));
    if (found.steps().isEmpty() && !found.reordered()) {
      out.println("  the two recipes have the same steps");
    }
    found.steps().forEach(this::printStep);
    if (found.reordered()) {
      out.println("  the steps stand in another order");
    }
    if (!found.notCompared().isEmpty()) {
      out.printf("  not run, for they compare pages: %s%n", String.join(", ", found.notCompared()));
    }
  }

  private void printStep(StepChange change) {
    switch (change.place()) {
      case BEFORE_ONLY -> out.printf("  - %s%n", change.step());
      case AFTER_ONLY -> out.printf("  + %s%n", change.step());
      case BOTH -> {
        for (ParameterChange it : change.changes()) {
          out.printf(
              "  %s.%s: %s -> %s%n",
              change.step(),
              it.name(),
              cut(it.before().orElse("not given")),
              cut(it.after().orElse("not given")));
        }
      }
    }
  }

  private void printTotal(RecipeComparison found) {
    Tally tally = found.total();
    out.println();
    Table table = new Table(1, 4);
    table.add("", "before", "after", "change");
    table.add(
        "kept",
        count(tally.keptBefore()),
        count(tally.keptAfter()),
        signed(tally.keptAfter() - tally.keptBefore()));
    table.add(
        "share of captures",
        Numbers.share(tally.keptBefore(), tally.captures()),
        Numbers.share(tally.keptAfter(), tally.captures()));
    table.add(
        "characters",
        count(tally.charactersBefore()),
        count(tally.charactersAfter()),
        signed(tally.charactersAfter() - tally.charactersBefore()));
    table.print(out, "  ");
    out.printf(
        Locale.ROOT,
        "  %s won, %,d lost, %,d dropped for another reason%n",
        Counted.text(tally.won(), "page"),
        tally.lost(),
        found.otherReason());
  }

  private void printRule(RuleShift rule, boolean withExamples) {
    out.println();
    out.println(rule.rule());
    Table table = new Table(1, 4);
    table.add("", "pages", "fail", "dropped", "limit");
    addSide(table, "before", rule.before());
    addSide(table, "after", rule.after());
    table.print(out, "  ");
    printBins(rule);
    printFacts(rule);
    if (withExamples) {
      printExamples("just inside", rule.inside());
      printExamples("just outside", rule.outside());
    }
  }

  private static void addSide(Table table, String name, Judged side) {
    table.add(
        name,
        count(side.pages()),
        count(side.failed()),
        count(side.dropped()),
        side.limits().isEmpty() ? "-" : cut(String.join(" or ", side.limits())));
  }

  private void printBins(RuleShift rule) {
    if (rule.bins().isEmpty()) {
      return;
    }
    boolean one = rule.before().pages() == 0 || rule.after().pages() == 0;
    boolean alike =
        !one && rule.bins().stream().map(Bin::bar).allMatch(it -> it.before() == it.after());
    long longest =
        rule.bins().stream()
            .mapToLong(it -> Math.max(it.bar().before(), it.bar().after()))
            .max()
            .orElse(1);
    if (rule.values() < Math.max(rule.before().pages(), rule.after().pages())) {
      out.printf(Locale.ROOT, "  of %,d pages, chosen by their digests:%n", rule.values());
    }
    Table table = new Table(0, 2);
    for (Bin bin : rule.bins()) {
      if (alike) {
        addRow(table, bin, bin.bar().after(), mark(bin.bar()), longest);
      } else if (one) {
        boolean fails = bin.bar().failedBefore() + bin.bar().failedAfter() > 0;
        addRow(table, bin, bin.bar().before() + bin.bar().after(), fails ? "x" : " ", longest);
      } else {
        addRow(table, bin, bin.bar().before(), "before", longest);
        table.add("", count(bin.bar().after()), "after", blocks(bin.bar().after(), longest));
      }
    }
    table.print(out, "  ");
    if (alike) {
      out.println("  x fails in both, - only after, + only before; each row begins at its number");
    } else if (one) {
      out.println("  x fails; each row begins at its number");
    }
  }

  private static void addRow(Table table, Bin bin, long pages, String mark, long longest) {
    table.add(Numbers.edge(bin.from()), count(pages), mark, blocks(pages, longest));
  }

  /** What the verdicts on the pages of a bar are. */
  private static String mark(Bar bar) {
    boolean noneBefore = bar.failedBefore() == 0;
    boolean noneAfter = bar.failedAfter() == 0;
    if (noneBefore && noneAfter) {
      return " ";
    }
    if (noneBefore && bar.failedAfter() == bar.after()) {
      return "-";
    }
    if (noneAfter && bar.failedBefore() == bar.before()) {
      return "+";
    }
    return bar.failedBefore() == bar.before() && bar.failedAfter() == bar.after() ? "x" : "~";
  }

  private static String blocks(long count, long longest) {
    int eighths = (int) Math.ceil(8.0 * BAR * count / Math.max(1, longest));
    String part = eighths % 8 == 0 ? "" : Character.toString(0x2590 - eighths % 8);
    return "█".repeat(eighths / 8) + part;
  }

  private void printFacts(RuleShift rule) {
    if (rule.facts().isEmpty()) {
      return;
    }
    Table table = new Table(1, 3);
    table.add("value", "before", "after");
    rule.facts()
        .forEach(
            fact ->
                table.add(
                    cut(fact.value()),
                    verdicts(fact.bar().before(), fact.bar().failedBefore()),
                    verdicts(fact.bar().after(), fact.bar().failedAfter())));
    table.print(out, "  ");
  }

  private static String verdicts(long pages, long failed) {
    return failed == 0 ? count(pages) : count(pages) + " (" + count(failed) + " fail)";
  }

  private void printExamples(String title, List<Example> examples) {
    if (!examples.isEmpty()) {
      out.println("  " + title);
      examples.forEach(example -> printExample(example, "    "));
    }
  }

  private void printExample(Example example, String indent) {
    out.printf(
        "%s%s (%s)  %s%n",
        indent, cut(Numbers.measured(example.value())), cut(example.limit()), example.url());
    if (!example.start().isEmpty()) {
      out.println(indent + "  " + firstCharacters(example.start()));
    }
  }

  private static String firstCharacters(String start) {
    int most = 100;
    return start.codePointCount(0, start.length()) <= most
        ? start
        : start.substring(0, start.offsetByCodePoints(0, most)) + "…";
  }

  private void printOutcomes(RecipeComparison found) {
    printReasons("lost, by what drops them now", found.lost());
    printReasons("won, by what dropped them before", found.won());
  }

  private void printReasons(String title, List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    for (Reason reason : reasons) {
      out.printf(Locale.ROOT, "  %s by %s%n", Counted.text(reason.pages(), "page"), reason.rule());
      reason.examples().forEach(example -> printExample(example, "    "));
    }
  }

  private void printTexts(TextChanges texts) {
    if (texts.pages() == 0) {
      return;
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "kept by both with another text: %s, %,d -> %,d characters%n",
        Counted.text(texts.pages(), "page"),
        texts.charactersBefore(),
        texts.charactersAfter());
    for (TextChange change : texts.examples()) {
      out.printf(
          Locale.ROOT,
          "  %,d -> %,d characters  %s%n",
          change.before(),
          change.after(),
          change.url());
      change.gone().forEach(line -> out.println("    - " + line));
      change.added().forEach(line -> out.println("    + " + line));
    }
  }

  private void printSites(RecipeComparison found) {
    List<Group> some = found.sites().stream().limit(SITES).toList();
    String title =
        found.siteCount() > some.size()
            ? String.format(
                Locale.ROOT,
                "by site: %d of %,d, those first where most changes",
                some.size(),
                found.siteCount())
            : "by site";
    printGroups(title, some);
  }

  private void printGroups(String title, List<Group> groups) {
    if (groups.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    Table table = new Table(1, 6);
    table.add("", "captures", "kept before", "after", "won", "lost");
    for (Group group : groups) {
      Tally tally = group.tally();
      table.add(
          group.name(),
          count(tally.captures()),
          Numbers.share(tally.keptBefore(), tally.captures()),
          Numbers.share(tally.keptAfter(), tally.captures()),
          count(tally.won()),
          count(tally.lost()));
    }
    table.print(out, "  ");
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_VALUE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE)) + "…";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String signed(long number) {
    return String.format(Locale.ROOT, "%+,d", number);
  }
}
