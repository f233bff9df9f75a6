package dev.sluice.service.cli;

import dev.sluice.corpus.model.Ledger;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cluster of a ledger, captures that say the same or nearly so, for people and for JSON. */
final class ClusterText {

  private ClusterText() {}

  /** The cluster's size, then the document that stands for it, then others, each with its why. */
  static void print(PrintWriter out, Ledger.Cluster cluster) {
    out.printf("%s  cluster %s%n", Counted.text(cluster.size(), "capture"), cluster.id());
    for (Map<String, Object> row : cluster.members()) {
      printMember(out, row, cluster.id());
    }
    printRest(out, "  ", elsewhere(cluster));
  }

  private static void printMember(PrintWriter out, Map<String, Object> row, String cluster) {
    if (isKept(row)) {
      out.printf(
          "  kept     %s  %s, %s%n", row.get("url"), row.get("fetched_at"), row.get("shard"));
      return;
    }
    out.printf("  dropped  %s  %s%n", row.get("url"), LedgerText.why(row));
    boolean isAsExpected = cluster.equals(row.get("matched_id"));
    if (row.containsKey("matched_url") && (!isAsExpected || row.containsKey("matched_export"))) {
      out.printf("           in favour of %s%n", LedgerText.match(row));
    }
  }

  /**
   * What is told of a row beside its own fate: of a document whom it stands for, and of a copy who
   * stands for it.
   *
   * @param cluster the row's cluster, with some of its members
   */
  static void printFor(PrintWriter out, Map<String, Object> row, Ledger.Cluster cluster) {
    if (!isKept(row)) {
      out.printf(
          "    one of %s in the cluster %s%n",
          Counted.text(cluster.size(), "capture"), cluster.id());
      return;
    }
    out.printf("    stands for %s besides:%n", Counted.text(cluster.size() - 1, "capture"));
    for (Map<String, Object> member : cluster.members()) {
      if (!isKept(member)) {
        out.printf("      %s  %s%n", member.get("url"), LedgerText.why(member));
      }
    }
    printRest(out, "      ", elsewhere(cluster));
  }

  private static void printRest(PrintWriter out, String indent, long rest) {
    if (rest > 0) {
      out.printf("%sand %s%n", indent, Counted.text(rest, "other"));
    }
  }

  /** How many captures of this export are not told. */
  private static long elsewhere(Ledger.Cluster cluster) {
    boolean isEarlier = cluster.members().stream().anyMatch(row -> isOfEarlier(row, cluster.id()));
    return cluster.size() - cluster.members().size() - (isEarlier ? 1 : 0);
  }

  private static boolean isOfEarlier(Map<String, Object> row, String cluster) {
    return row.containsKey("matched_export") && cluster.equals(row.get("matched_id"));
  }

  private static boolean isKept(Map<String, Object> row) {
    return Boolean.TRUE.equals(row.get("kept"));
  }

  static Map<String, Object> facts(Ledger.Cluster cluster) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cluster", cluster.id());
    facts.put("cluster_size", cluster.size());
    facts.put("members", members(cluster.members()));
    return facts;
  }

  private static List<Map<String, Object>> members(List<Map<String, Object>> rows) {
    return rows.stream().map(LedgerText::facts).toList();
  }
}
