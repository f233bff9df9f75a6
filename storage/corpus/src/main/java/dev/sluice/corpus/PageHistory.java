package dev.sluice.corpus;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The captures of one URL that an export's snapshot has, and those that an older one has.
 *
 * @param captures the oldest first, at least one
 */
record PageHistory(List<Twin> captures) {

  /** A capture as the two snapshots have it; at least one does. */
  record Twin(Optional<Capture> newer, Optional<Capture> older) {

    private Capture any() {
      return newer.or(() -> older).orElseThrow();
    }

    private boolean isInBoth() {
      return newer.isPresent() && older.isPresent();
    }

    /** Whether both have it, and its owner asked the same then as now. */
    boolean hasSameWishes() {
      return isInBoth() && newer.map(Capture::directives).equals(older.map(Capture::directives));
    }

    boolean has(CaptureKey key) {
      return any().key().equals(key);
    }

    /** Whether it came after the older snapshot. */
    boolean isNew() {
      return older.isEmpty();
    }
  }

  /** The captures of one URL, by time, of either snapshot. */
  static PageHistory of(List<Capture> newer, List<Capture> older) {
    List<Twin> twins = new ArrayList<>();
    int next = 0;
    for (Capture old : older) {
      while (next < newer.size() && isBefore(newer.get(next), old)) {
        twins.add(new Twin(Optional.of(newer.get(next++)), Optional.empty()));
      }
      boolean stays = next < newer.size() && newer.get(next).key().equals(old.key());
      twins.add(
          new Twin(stays ? Optional.of(newer.get(next++)) : Optional.empty(), Optional.of(old)));
    }
    newer
        .subList(next, newer.size())
        .forEach(last -> twins.add(new Twin(Optional.of(last), Optional.empty())));
    return new PageHistory(twins);
  }

  private static boolean isBefore(Capture one, Capture other) {
    return one.key().fetchedAt().isBefore(other.key().fetchedAt());
  }

  PageUrl url() {
    return captures.get(0).any().url();
  }

  /** The digests of all bodies. */
  Stream<ContentHash> bodies() {
    return captures.stream().map(Twin::any).map(Capture::bodyHash);
  }

  /** The seed of each capture that the export's snapshot has. */
  List<String> seeds() {
    return captures.stream().flatMap(twin -> twin.newer().stream()).map(Capture::seed).toList();
  }

  /** Whether both snapshots have the same captures, and so the same wishes of the owner. */
  boolean isUntouched() {
    return captures.stream().allMatch(Twin::isInBoth);
  }
}
