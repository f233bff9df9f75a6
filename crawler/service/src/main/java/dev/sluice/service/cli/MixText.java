package dev.sluice.service.cli;

import dev.sluice.corpus.model.MixPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** The plan of a mix, in words. */
final class MixText {

  private MixText() {}

  static void print(PrintWriter out, MixPlan plan, Path folder) {
    print(out, plan);
    out.println("  " + folder.resolve("plan.json"));
    out.println("Nothing is written yet: the same command without --plan-only goes on from here.");
  }

  /** The plan alone. */
  static void print(PrintWriter out, MixPlan plan) {
    out.printf(
        Locale.ROOT,
        "Mix %s: %,d of %,d %s, %,d documents written %,d times, order %s, seed %d%n",
        plan.mix(),
        plan.planned().units(),
        plan.available().units(),
        plan.unit(),
        plan.planned().documents(),
        plan.planned().written(),
        plan.order(),
        plan.seed());
    Table table = new Table(1, 9);
    table.add(
        "group",
        "share",
        "available",
        "asked",
        "planned",
        "documents",
        "written",
        "epochs",
        "short");
    for (MixPlan.Group group : plan.groups()) {
      double share =
          plan.planned().units() == 0
              ? 0
              : 100.0 * group.planned().units() / plan.planned().units();
      table.add(
          group.name(),
          String.format(Locale.ROOT, "%.1f %%", share),
          number(group.available().units()),
          number(group.asked()),
          number(group.planned().units()),
          number(group.planned().documents()),
          number(group.planned().written()),
          String.valueOf(group.epochs()),
          number(group.shortOf()));
    }
    table.print(out, "  ");
    plan.caps().stream()
        .filter(cap -> cap.bitten() > 0)
        .forEach(
            cap ->
                out.printf(
                    Locale.ROOT,
                    "  at most %,d %s per %s (%s): %,d had more, %s left out%n",
                    cap.most(),
                    plan.unit(),
                    cap.per(),
                    cap.where(),
                    cap.bitten(),
                    Counted.text(cap.leftOut().documents(), "document")));
    for (int i = 0; i < plan.stages().size(); i++) {
      MixPlan.Stage stage = plan.stages().get(i);
      out.printf(
          Locale.ROOT,
          "  stage %d, %s: %,d documents, %,d %s%n",
          i + 1,
          stage.name(),
          stage.planned().written(),
          stage.planned().units(),
          plan.unit());
    }
    plan.leftOut().entrySet().stream()
        .filter(reason -> reason.getValue() > 0)
        .forEach(
            reason ->
                out.printf(
                    Locale.ROOT,
                    "  %,d documents left out: %s%n",
                    reason.getValue(),
                    reason.getKey()));
    out.printf("  %s%n", Counted.text(plan.shards().size(), "shard"));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
