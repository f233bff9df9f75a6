package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.corpus.model.ExportedPage.Place;
import dev.sluice.pages.model.Takedown;
import dev.sluice.service.takedown.TakedownFinding;
import java.io.PrintWriter;
import java.util.Locale;

/** Demands in lines. */
final class TakedownText {

  /** So many documents of an export are listed; the JSON has all. */
  private static final int LISTED = 20;

  private TakedownText() {}

  static void print(PrintWriter out, Takedown demand) {
    out.printf("%s  %s  %s  %s%n", demand.id(), demand.at(), demand.kind().word(), demand.what());
    out.println("    " + demand.reason() + by(demand));
    demand.withdrawn().ifPresent(it -> out.println("    withdrawn " + it.at() + " " + it.text()));
    demand.removals().forEach(it -> out.println("    removed " + it.at() + " " + it.text()));
  }

  private static String by(Takedown demand) {
    return demand.asker().isEmpty() ? "" : " (asked by " + demand.asker() + ")";
  }

  static void print(PrintWriter out, TakedownFinding found) {
    print(out, found.demand());
    out.println("    in the store: " + captures(found));
    printSnapshots(out, found);
    for (TakedownFinding.InExport export : found.exports()) {
      String state = export.state().name().toLowerCase(Locale.ROOT);
      out.printf(
          "    export %s (%s%s): %s%n",
          export.folder(),
          state,
          export.note().isEmpty() ? "" : ", " + export.note(),
          Counted.text(export.pages().size(), "document"));
      export.pages().stream().limit(LISTED).forEach(page -> print(out, page));
      if (export.pages().size() > LISTED) {
        out.println("      ... all with --json or --out");
      }
    }
  }

  private static String captures(TakedownFinding found) {
    return switch (found.demand().kind()) {
      case TEXT -> "which pages have this text, an export finds out";
      default ->
          found.captures() == 0
              ? "nothing that is known now"
              : Counted.text(found.captures(), "capture");
    };
  }

  private static void print(PrintWriter out, ExportedPage page) {
    for (Place place : page.places()) {
      out.printf(
          "      %s line %d%s  %s of %s%n",
          place.shard(),
          place.line(),
          place.tokens().map(it -> " tokens %d to %d".formatted(it.from(), it.to() - 1)).orElse(""),
          page.url(),
          page.fetchedAt());
    }
  }

  /** The snapshots that hold pages, and the command that ends that. */
  static void printSnapshots(PrintWriter out, TakedownFinding found) {
    found
        .snapshots()
        .forEach(
            (name, captures) ->
                out.printf(
                    "    snapshot %s: %s; 'sluice snapshot delete %s' deletes it%n",
                    name, Counted.text(captures, "capture"), name));
  }
}
