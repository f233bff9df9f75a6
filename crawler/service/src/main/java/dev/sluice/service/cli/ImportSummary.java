package dev.sluice.service.cli;

import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.service.archive.ArchiveFiles;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What an import made, in words. */
final class ImportSummary {

  private ImportSummary() {}

  static void print(PrintWriter printer, ImportCounts counts, ArchiveFiles found, Duration taken) {
    long stored = counts.of(ImportOutcome.STORED);
    double seconds = Math.max(0.001, taken.toMillis() / 1000.0);
    printer.printf(
        Locale.ROOT,
        "Imported %s (%s) from %s (%s) in %.1f s: %,.0f pages a second%n",
        Counted.text(stored, "page"),
        Sizes.text(counts.bodyBytes()),
        Counted.text(counts.files(), "archive"),
        Sizes.text(counts.archiveBytes()),
        seconds,
        stored / seconds);
    for (ImportOutcome outcome : ImportOutcome.values()) {
      if (outcome != ImportOutcome.STORED && counts.of(outcome) > 0) {
        printer.printf(Locale.ROOT, "  %,10d %s%n", counts.of(outcome), outcome.words());
      }
    }
    tell(printer, counts.cut(), "stored without the end of their body");
    tell(printer, counts.wrongDigests(), "stored although their digest is that of other bytes");
    tell(printer, found.missing(), "files of a list that are not there");
    tell(printer, found.left(), "WAT files, which hold no pages");
  }

  private static void tell(PrintWriter printer, long number, String words) {
    if (number > 0) {
      printer.printf(Locale.ROOT, "  %,10d %s%n", number, words);
    }
  }
}
