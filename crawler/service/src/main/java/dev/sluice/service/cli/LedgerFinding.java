package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an export made of a URL.
 *
 * @param export its folder
 * @param rows a row for each capture of the URL, the oldest first
 */
record LedgerFinding(Path export, List<Map<String, Object>> rows) {

  /** The finished exports that a daemon has made of a data folder. */
  static List<Path> below(Path data) {
    Path shelf = data.resolve("exports");
    if (!Files.isDirectory(shelf)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(shelf)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("manifest.json")))
          .filter(entry -> Files.exists(entry.resolve("ledger.parquet")))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new SettingsException(shelf + " cannot be read: " + unreadable.getMessage());
    }
  }

  /** Looks the URL up in the ledgers of these exports. */
  static List<LedgerFinding> of(PageUrl url, List<Path> exports) {
    return exports.stream().map(export -> new LedgerFinding(export, rows(export, url))).toList();
  }

  private static List<Map<String, Object>> rows(Path export, PageUrl url) {
    try (Ledger ledger = Export.openLedger(export)) {
      return ledger.find(url);
    }
  }

  void print(PrintWriter out) {
    out.println("  export    " + export);
    if (rows.isEmpty()) {
      out.println("    has no capture of it");
    }
    rows.forEach(row -> LedgerText.print(out, row));
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("export", export.toString());
    facts.put("captures", rows.stream().map(LedgerText::facts).toList());
    return facts;
  }
}
