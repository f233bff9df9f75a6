package dev.sluice.service.cli;

import dev.sluice.corpus.model.Measured;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a ledger for people, and for JSON. */
final class LedgerText {

  private static final List<String> TOLD =
      List.of(
          "id",
          "url",
          "host",
          "fetched_at",
          "kept",
          "language",
          "characters",
          "body_bytes",
          "step",
          "rule",
          "value",
          "fact",
          "limit",
          "matched_id",
          "matched_url",
          "matched_export",
          "cluster",
          "cluster_size",
          "shard");

  private LedgerText() {}

  /** What became of the capture, then all that was measured. */
  static void print(PrintWriter out, Map<String, Object> row) {
    out.printf("%s  %s%n", row.get("url"), row.get("fetched_at"));
    printOutcome(out, row);
    row.forEach(
        (field, value) -> {
          if (!TOLD.contains(field)) {
            out.printf("      %s is %s%n", field, text(value));
          }
        });
  }

  /** Where it is, or why it is no document. */
  private static void printOutcome(PrintWriter out, Map<String, Object> row) {
    if (Boolean.TRUE.equals(row.get("kept"))) {
      out.printf("    kept in %s, document %s%n", row.get("shard"), row.get("id"));
      return;
    }
    out.printf("    dropped by %s: %s%n", row.get("step"), why(row));
    if (row.containsKey("matched_url")) {
      out.printf("    in favour of %s%n", match(row));
    }
  }

  /** What was measured of a dropped capture, and what would have passed. */
  static String why(Map<String, Object> row) {
    Object measured = row.getOrDefault("value", row.getOrDefault("fact", ""));
    return "%s is %s, allowed is %s".formatted(row.get("rule"), text(measured), row.get("limit"));
  }

  /** The page that a capture lost to. */
  static String match(Map<String, Object> row) {
    Object export = row.get("matched_export");
    return "%s (%s)%s"
        .formatted(
            row.get("matched_url"),
            row.get("matched_id"),
            export == null ? "" : " of the earlier export " + export);
  }

  private static String text(Object value) {
    return value instanceof Double number ? Measured.plain(number) : value.toString();
  }

  /** The row for JSON: times as texts. */
  static Map<String, Object> facts(Map<String, Object> row) {
    Map<String, Object> facts = new LinkedHashMap<>();
    row.forEach(
        (field, value) -> facts.put(field, value instanceof Instant at ? at.toString() : value));
    return facts;
  }
}
