package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.Ledger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds clusters in the table of a ledger.
 *
 * <p>Each row names its cluster and how large that is, so one walk over these two columns finds the
 * largest, and a second one over them the places of their members; only then are whole rows read.
 * Groups of rows whose clusters are too small are passed over by their extents.
 *
 * <p>Memory is a group's columns and the rows of the answer.
 */
final class ClusterRows {

  private static final List<String> NAMES =
      List.of(LedgerColumns.CLUSTER, LedgerColumns.CLUSTER_SIZE, LedgerColumns.KEPT);

  private final ColumnFileReader table;

  /** A cluster by what is known of it from any of its rows. */
  private record Found(String id, long size) {
    static final Comparator<Found> LARGEST_FIRST =
        Comparator.comparingLong(Found::size).reversed().thenComparing(Found::id);
  }

  /** Where a row is: its group, and its number in that. */
  private record Place(int group, long row) {}

  /** Where some members of a cluster are. */
  private static final class Members {
    private final Found cluster;
    private final int most;
    private @Nullable Place document;
    private final List<Place> others = new ArrayList<>();

    Members(Found cluster, int most) {
      this.cluster = cluster;
      this.most = most;
    }

    void add(Place place, boolean kept) {
      if (kept) {
        document = place;
      } else if (others.size() < most) {
        others.add(place);
      }
    }

    List<Place> places() {
      List<Place> all = new ArrayList<>();
      Optional.ofNullable(document).ifPresent(all::add);
      all.addAll(others);
      return all.subList(0, Math.min(most, all.size()));
    }
  }

  ClusterRows(ColumnFileReader table) {
    this.table = table;
  }

  /** The largest clusters, with some of their rows. */
  List<Ledger.Cluster> largest(int most, int members) throws IOException {
    TreeSet<Found> largest = new TreeSet<>(Found.LARGEST_FIRST);
    for (int group = 0; group < table.groups(); group++) {
      boolean isFull = largest.size() == most;
      if (mayHold(group, isFull ? largest.last().size() : 2)) {
        offer(group, largest, most);
      }
    }
    return clusters(largest, members);
  }

  private void offer(int group, TreeSet<Found> largest, int most) throws IOException {
    LedgerGroup rows = read(group, NAMES);
    ColumnValues ids = rows.values(LedgerColumns.CLUSTER);
    ColumnValues sizes = rows.values(LedgerColumns.CLUSTER_SIZE);
    for (long row = 0; row < rows.size(); row++) {
      if (ids.isThere() && (largest.size() < most || sizes.whole() >= largest.last().size())) {
        largest.add(new Found(ids.text(), sizes.whole()));
        if (largest.size() > most) {
          largest.pollLast();
        }
      }
      rows.next();
    }
  }

  /** The clusters with these ids, with some of their rows. */
  List<Ledger.Cluster> named(Set<String> ids, int members) throws IOException {
    TreeMap<String, Found> found = new TreeMap<>();
    for (int group = 0; group < table.groups() && found.size() < ids.size(); group++) {
      if (mayHold(group, 2)) {
        LedgerGroup rows = read(group, NAMES);
        ColumnValues names = rows.values(LedgerColumns.CLUSTER);
        ColumnValues sizes = rows.values(LedgerColumns.CLUSTER_SIZE);
        for (long row = 0; row < rows.size(); row++) {
          if (names.isThere() && ids.contains(names.text())) {
            found.put(names.text(), new Found(names.text(), sizes.whole()));
          }
          rows.next();
        }
      }
    }
    return clusters(found.values(), members);
  }

  /** Whether a group can hold rows of a cluster of this size or larger. */
  private boolean mayHold(int group, long size) {
    Optional<double[]> extent = table.extent(group, LedgerColumns.CLUSTER_SIZE);
    return extent.isPresent() && extent.get()[1] >= size;
  }

  private List<Ledger.Cluster> clusters(Collection<Found> wanted, int members) throws IOException {
    Map<String, Members> byId = new HashMap<>();
    wanted.forEach(it -> byId.put(it.id(), new Members(it, members)));
    long least = wanted.stream().mapToLong(Found::size).min().orElse(Long.MAX_VALUE);
    for (int group = 0; group < table.groups(); group++) {
      if (mayHold(group, least)) {
        place(group, least, byId);
      }
    }
    Map<Place, Map<String, Object>> rows = rows(byId.values());
    List<Ledger.Cluster> clusters = new ArrayList<>();
    for (Found found : wanted) {
      List<Place> places = byId.getOrDefault(found.id(), new Members(found, 0)).places();
      List<Map<String, Object>> own =
          places.stream().map(it -> rows.getOrDefault(it, Map.of())).toList();
      clusters.add(new Ledger.Cluster(found.id(), found.size(), own));
    }
    return clusters;
  }

  private void place(int group, long least, Map<String, Members> byId) throws IOException {
    LedgerGroup rows = read(group, NAMES);
    ColumnValues ids = rows.values(LedgerColumns.CLUSTER);
    ColumnValues sizes = rows.values(LedgerColumns.CLUSTER_SIZE);
    ColumnValues kept = rows.values(LedgerColumns.KEPT);
    for (long row = 0; row < rows.size(); row++) {
      if (ids.isThere() && sizes.whole() >= least) {
        Members members = byId.get(ids.text());
        if (members != null) {
          members.add(new Place(group, row), kept.flag());
        }
      }
      rows.next();
    }
  }

  /** Reads the rows at these places, group by group. */
  private Map<Place, Map<String, Object>> rows(Collection<Members> all) throws IOException {
    TreeMap<Integer, TreeSet<Long>> byGroup = new TreeMap<>();
    all.forEach(
        members ->
            members
                .places()
                .forEach(
                    it ->
                        byGroup.computeIfAbsent(it.group(), any -> new TreeSet<>()).add(it.row())));
    Map<Place, Map<String, Object>> rows = new HashMap<>();
    for (Map.Entry<Integer, TreeSet<Long>> group : byGroup.entrySet()) {
      LedgerGroup read =
          read(group.getKey(), LedgerColumns.ALWAYS.stream().map(it -> it.name()).toList());
      long at = 0;
      for (long row : group.getValue()) {
        for (; at < row; at++) {
          read.next();
        }
        rows.put(new Place(group.getKey(), row), read.row());
      }
    }
    return rows;
  }

  private LedgerGroup read(int group, List<String> names) throws IOException {
    return new LedgerGroup(table.read(group, names), new LinkedHashSet<>(names));
  }
}
