package dev.sluice.service.cli;

import static dev.sluice.service.cli.Explanation.name;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.pages.model.StoreExtent;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told of snapshots, as text or as JSON. */
final class SnapshotReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String ROW = "%-24s  %-20s  %13s  %10s  %12s  %10s%n";

  private SnapshotReport() {}

  /** One that was just made. */
  static void printMade(PrintWriter out, NamedSnapshot made) {
    StoreExtent extent = made.extent();
    out.printf(
        "Snapshot %s: %s and %s (%s), %s on disk, shared with the store%n",
        made.name(),
        Counted.text(extent.captures(), "capture"),
        Counted.text(extent.bodies(), "body", "bodies"),
        Sizes.text(extent.bodyBytes()),
        Sizes.text(made.bytes()));
  }

  /** All there are, one a line, and then those that are damaged. */
  static void printAll(
      PrintWriter out, Map<NamedSnapshot, SnapshotSpace> all, List<String> damaged) {
    if (all.isEmpty() && damaged.isEmpty()) {
      out.println("No snapshots");
    }
    if (!all.isEmpty()) {
      out.printf(ROW, "name", "made", "captures", "on disk", "not in store", "if deleted");
    }
    all.forEach(
        (snapshot, space) ->
            out.printf(
                Locale.ROOT,
                ROW,
                snapshot.name(),
                TIME.format(snapshot.createdAt()),
                String.format(Locale.ROOT, "%,d", snapshot.extent().captures()),
                Sizes.text(space.bytes()),
                Sizes.text(space.apartBytes()),
                Sizes.text(space.freedBytes())));
    damaged.forEach(out::println);
  }

  /** All there are as a tree of maps and lists. */
  static Map<String, Object> facts(Map<NamedSnapshot, SnapshotSpace> all, List<String> damaged) {
    List<Object> snapshots = new ArrayList<>();
    all.forEach((snapshot, space) -> snapshots.add(facts(snapshot, space)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("snapshots", snapshots);
    facts.put("damaged", damaged);
    return facts;
  }

  /** One as a map. */
  static Map<String, Object> facts(NamedSnapshot snapshot, SnapshotSpace space) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", snapshot.name());
    facts.put("id", snapshot.id());
    facts.put("created_at", snapshot.createdAt().toString());
    facts.put("made", name(snapshot.making()));
    facts.put("sluice_version", snapshot.sluiceVersion());
    facts.put("store", snapshot.storeId());
    facts.put("sequence_number", snapshot.sequenceNumber());
    facts.put("captures", snapshot.extent().captures());
    facts.put("bodies", snapshot.extent().bodies());
    facts.put("body_bytes", snapshot.extent().bodyBytes());
    facts.putAll(snapshot.counts());
    facts.put("bytes", space.bytes());
    facts.put("bytes_not_in_store", space.apartBytes());
    facts.put("bytes_freed_if_deleted", space.freedBytes());
    return facts;
  }
}
