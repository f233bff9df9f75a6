package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshots of a data folder.
 *
 * @param all those that are whole, the oldest first, each with what it takes
 * @param damaged what is wrong with each of the others, a sentence each
 */
public record SnapshotList(Map<NamedSnapshot, SnapshotSpace> all, List<String> damaged) {

  /** Those that there are now; one that is deleted meanwhile is left out. */
  public static SnapshotList of(Snapshots snapshots) {
    List<String> damaged = new ArrayList<>();
    Map<NamedSnapshot, SnapshotSpace> all = new LinkedHashMap<>();
    snapshots
        .list(problem -> damaged.add(String.valueOf(problem.getMessage())))
        .forEach(snapshot -> space(snapshots, snapshot).ifPresent(it -> all.put(snapshot, it)));
    return new SnapshotList(all, damaged);
  }

  private static Optional<SnapshotSpace> space(Snapshots snapshots, NamedSnapshot listed) {
    try {
      return Optional.of(snapshots.space(listed.name()));
    } catch (SettingsException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  /** All there are as a tree of maps and lists. */
  public Map<String, Object> facts() {
    List<Object> snapshots = new ArrayList<>();
    all.forEach((snapshot, space) -> snapshots.add(facts(snapshot, space)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("snapshots", snapshots);
    facts.put("damaged", damaged);
    return facts;
  }

  /** One as a map. */
  public static Map<String, Object> facts(NamedSnapshot snapshot, SnapshotSpace space) {
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
