package dev.sluice.service.cli;

import dev.sluice.service.extract.ExtractCounts;
import java.io.PrintWriter;
import java.util.Locale;

/** What an extraction made, in words. */
final class ExtractSummary {

  private ExtractSummary() {}

  static void print(PrintWriter printer, ExtractCounts counts, String out, double seconds) {
    printer.printf(
        Locale.ROOT,
        "%s -> %s: %,d with text (%s), %,d without, %,d not read; %.1f s, %,.0f pages a second%n",
        Counted.text(counts.pages(), "page"),
        out.equals("-") ? "standard output" : out,
        counts.withText(),
        Counted.text(counts.textCharacters(), "character"),
        counts.withoutText(),
        counts.failed(),
        seconds,
        counts.pages() / Math.max(0.001, seconds));
  }
}
