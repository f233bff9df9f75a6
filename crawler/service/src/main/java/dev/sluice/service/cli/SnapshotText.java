package dev.sluice.service.cli;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.service.facts.SnapshotList;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is told of snapshots, for people. */
final class SnapshotText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String ROW = "%-24s  %-20s  %13s  %10s  %12s  %10s%n";

  private SnapshotText() {}

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
  static void printAll(PrintWriter out, SnapshotList list) {
    Map<NamedSnapshot, SnapshotSpace> all = list.all();
    List<String> damaged = list.damaged();
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
}
