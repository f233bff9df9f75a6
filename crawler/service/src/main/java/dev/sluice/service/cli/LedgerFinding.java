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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an export made of a URL.
 *
 * @param export its folder
 * @param rows a row for each capture of the URL, the oldest first
 * @param clusters the clusters of these rows by their ids, with a few members of each
 */
record LedgerFinding(
    Path export, List<Map<String, Object>> rows, Map<String, Ledger.Cluster> clusters) {

  private static final int MEMBERS = 6;

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
    return exports.stream().map(export -> of(url, export)).toList();
  }

  private static LedgerFinding of(PageUrl url, Path export) {
    try (Ledger ledger = Export.openLedger(export)) {
      List<Map<String, Object>> rows = ledger.find(url);
      Map<String, Ledger.Cluster> clusters = new LinkedHashMap<>();
      Set<String> ids = clusters(rows);
      if (!ids.isEmpty()) {
        ledger.clusters(ids, MEMBERS).forEach(it -> clusters.put(it.id(), it));
      }
      return new LedgerFinding(export, rows, clusters);
    }
  }

  /** The clusters that some rows are in, as far as their ledger tells how large these are. */
  static Set<String> clusters(List<Map<String, Object>> rows) {
    Set<String> ids = new TreeSet<>();
    for (Map<String, Object> row : rows) {
      if (row.containsKey("cluster_size")) {
        ids.add(String.valueOf(row.get("cluster")));
      }
    }
    return ids;
  }

  void print(PrintWriter out) {
    out.println("  export    " + export);
    if (rows.isEmpty()) {
      out.println("    has no capture of it");
    }
    rows.forEach(row -> print(out, row));
  }

  private void print(PrintWriter out, Map<String, Object> row) {
    LedgerText.print(out, row);
    Ledger.Cluster cluster = clusters.get(String.valueOf(row.get("cluster")));
    if (cluster != null) {
      ClusterText.printFor(out, row, cluster);
    }
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("export", export.toString());
    facts.put("captures", rows.stream().map(LedgerText::facts).toList());
    facts.put("clusters", clusters.values().stream().map(ClusterText::facts).toList());
    return facts;
  }
}
