package dev.sluice.service.cli;

import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.Calibration.OfLanguage;
import dev.sluice.corpus.model.Calibration.Proposal;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.RecipeComparison.Group;
import dev.sluice.corpus.model.RecipeComparison.Tally;
import dev.sluice.service.facts.Numbers;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Proposed limits, for people at a terminal. */
final class CalibrationText {

  private static final int LANGUAGES = 10;

  private final PrintWriter out;

  CalibrationText(PrintWriter out) {
    this.out = out;
  }

  void print(Calibration found, Optional<RecipeComparison> effect) {
    out.printf(
        Locale.ROOT,
        "Limits for %s from %,d of %s: %s%n",
        found.recipe(),
        found.trusted(),
        Counted.text(found.pages(), "page"),
        found.method());
    if (found.calibrated().isEmpty()) {
      out.println("There are too few trusted pages in any language: it takes 100 of one.");
    }
    found.languages().stream().limit(LANGUAGES).forEach(it -> print(found, it));
    effect.ifPresent(this::printEffect);
  }

  private void print(Calibration found, OfLanguage language) {
    out.println();
    if (language.few()) {
      out.printf(
          "%s: %s, too few to propose anything%n",
          language.code(), Counted.text(language.pages(), "page"));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %s; all rules together keep %s as they are, %s with what is proposed%n",
        language.code(),
        Counted.text(language.pages(), "page"),
        Numbers.share(language.keptNow(), language.measured()),
        Numbers.share(language.keptThen(), language.measured()));
    List<Proposal> of =
        found.proposals().stream().filter(it -> it.language().equals(language.code())).toList();
    Table table = new Table(1, 8);
    table.add("", "now", "keeps", "proposed", "keeps", "smallest", "median", "largest");
    for (Proposal it : of) {
      table.add(
          it.step() + "." + it.parameter(),
          it.now(),
          Numbers.share(it.keptNow(), it.values()),
          it.isChange() ? it.then() : "=",
          Numbers.share(it.keptThen(), it.values()),
          Numbers.edge(it.smallest()),
          Numbers.edge(it.median()),
          Numbers.edge(it.largest()));
    }
    table.print(out, "  ");
  }

  private void printEffect(RecipeComparison effect) {
    out.println();
    out.printf(
        Locale.ROOT,
        "what it would do to the store, by %,d of its %,d captures%n",
        effect.extent().looked(),
        effect.extent().all());
    Table table = new Table(1, 6);
    table.add("", "captures", "kept now", "then", "won", "lost");
    add(table, "all", effect.total());
    for (Group language : effect.languages().stream().limit(LANGUAGES).toList()) {
      add(table, language.name(), language.tally());
    }
    table.print(out, "  ");
  }

  private static void add(Table table, String name, Tally tally) {
    table.add(
        name,
        String.format(Locale.ROOT, "%,d", tally.captures()),
        Numbers.share(tally.keptBefore(), tally.captures()),
        Numbers.share(tally.keptAfter(), tally.captures()),
        String.format(Locale.ROOT, "%,d", tally.won()),
        String.format(Locale.ROOT, "%,d", tally.lost()));
  }
}
