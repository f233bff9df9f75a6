package dev.sluice.service.takedown;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedown.Kind;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.model.UrlRange;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.takedown.TakedownFinding.InExport;
import dev.sluice.service.takedown.TakedownFinding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds where the pages are that demands name: in the store, its snapshots, and past exports. */
public final class TakedownSearch {

  /** So many captures are listed one by one; all are counted. */
  private static final int LISTED = 1_000;

  private final Path data;
  private final Wiring wiring = new Wiring();
  private final List<Path> folders;

  /**
   * A search.
   *
   * @param folders of exports, or with exports in them, besides those that the data folder knows of
   */
  public TakedownSearch(Path data, List<Path> folders) {
    this.data = data;
    this.folders = List.copyOf(folders);
  }

  /** What there is of each of these demands, whether they stand or not. */
  public List<TakedownFinding> find(List<Takedown> demands) {
    Map<String, InStore> store = inStore(demands);
    Map<String, Map<String, Long>> snapshots = inSnapshots(demands);
    Map<String, List<InExport>> exports = inExports(demands, store);
    return demands.stream()
        .map(
            it -> {
              InStore all = store.getOrDefault(it.id(), new InStore());
              return new TakedownFinding(
                  it,
                  all.count,
                  all.keys,
                  snapshots.getOrDefault(it.id(), Map.of()),
                  exports.getOrDefault(it.id(), List.of()));
            })
        .toList();
  }

  /** The captures of a demand. */
  private static final class InStore {
    private long count;
    private final List<CaptureKey> keys = new ArrayList<>();
    private final Map<String, String> ids = new TreeMap<>();
  }

  private Map<String, InStore> inStore(List<Takedown> demands) {
    Map<String, InStore> found = new LinkedHashMap<>();
    try (DataFolder folder = wiring.openForReading(data)) {
      walk(
          folder,
          demands,
          (demand, capture) -> {
            InStore all = found.computeIfAbsent(demand.id(), any -> new InStore());
            all.count++;
            if (all.keys.size() < LISTED) {
              all.keys.add(capture.key());
            }
            if (demand.kind() == Kind.BODY) {
              all.ids.put(Document.id(capture.key()), demand.id());
            }
          });
    }
    return found;
  }

  /** Is told of a capture that a demand names. */
  private interface Found {
    void found(Takedown demand, Capture capture);
  }

  /** Reads a site's captures for a demand that names it, and all captures for those of bodies. */
  private static void walk(DataFolder folder, List<Takedown> demands, Found told) {
    for (Takedown demand : demands) {
      for (UrlRange range : demand.urls()) {
        try (Scan<Capture> captures = folder.pages().captures(range)) {
          captures.forEachRemaining(it -> told.found(demand, it));
        }
      }
    }
    List<Takedown> bodies = demands.stream().filter(it -> it.kind() == Kind.BODY).toList();
    if (bodies.isEmpty()) {
      return;
    }
    try (Snapshot snapshot = folder.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      captures.forEachRemaining(
          capture ->
              bodies.stream()
                  .filter(it -> it.what().equals(capture.bodyHash().hex()))
                  .forEach(it -> told.found(it, capture)));
    }
  }

  /** For each demand: the snapshots that have captures of it, and how many. */
  private Map<String, Map<String, Long>> inSnapshots(List<Takedown> demands) {
    Map<String, Map<String, Long>> found = new LinkedHashMap<>();
    for (NamedSnapshot snapshot : wiring.snapshots(data).list(damaged -> {})) {
      try (DataFolder folder = wiring.openSnapshot(data, snapshot.name())) {
        walk(
            folder,
            demands,
            (demand, capture) ->
                found
                    .computeIfAbsent(demand.id(), id -> new LinkedHashMap<>())
                    .merge(snapshot.name(), 1L, Long::sum));
      }
    }
    return found;
  }

  private Map<String, List<InExport>> inExports(
      List<Takedown> demands, Map<String, InStore> store) {
    Map<String, String> ids = new TreeMap<>();
    store.values().forEach(it -> ids.putAll(it.ids));
    Map<String, List<InExport>> found = new LinkedHashMap<>();
    Consumer<InExport> each = export -> sort(export, demands, found);
    Set<Path> seen = new LinkedHashSet<>();
    for (ExportRegister.Entry known : ExportRegister.of(data).read()) {
      seen.add(known.folder());
      each.accept(look(known.folder(), Optional.of(known.manifest()), demands, ids));
    }
    for (Path folder : others()) {
      if (seen.add(folder)) {
        each.accept(look(folder, Optional.empty(), demands, ids));
      }
    }
    return found;
  }

  /** Gives each demand what is its own; what cannot be looked at may be anybody's. */
  private static void sort(
      InExport export, List<Takedown> demands, Map<String, List<InExport>> found) {
    for (Takedown demand : demands) {
      List<ExportedPage> own =
          export.pages().stream().filter(page -> page.demand().equals(demand.id())).toList();
      if (!own.isEmpty() || export.state() != State.THERE) {
        found
            .computeIfAbsent(demand.id(), id -> new ArrayList<>())
            .add(new InExport(export.folder(), export.state(), export.note(), own));
      }
    }
  }

  private static InExport look(
      Path folder, Optional<String> manifest, List<Takedown> demands, Map<String, String> ids) {
    Optional<String> now = digest(folder);
    if (now.isEmpty()) {
      String moved = "if it was moved, name its folder with --exports";
      return new InExport(folder, State.GONE, moved, List.of());
    }
    State state = manifest.isEmpty() || manifest.equals(now) ? State.THERE : State.REPLACED;
    try {
      // each by itself: where several name a page, each of their reports has it
      List<ExportedPage> pages =
          demands.stream()
              .flatMap(it -> Export.takenDownIn(folder, only(it), ids(ids, it)).stream())
              .toList();
      String note = state == State.REPLACED ? "another export was made there since" : "";
      return new InExport(folder, state, note, pages);
    } catch (SettingsException | ExportException unreadable) {
      String why = String.valueOf(unreadable.getMessage());
      return new InExport(folder, State.UNREADABLE, why, List.of());
    }
  }

  private static Optional<String> digest(Path folder) {
    try {
      return Export.manifestDigest(folder);
    } catch (ExportException unreadable) {
      return Optional.empty();
    }
  }

  /** A withdrawn demand is looked for as if it stood. */
  private static Takedowns only(Takedown demand) {
    return Takedowns.of(
        List.of(
            new Takedown(
                demand.id(),
                demand.kind(),
                demand.what(),
                demand.reason(),
                demand.asker(),
                demand.at(),
                Optional.empty(),
                demand.removals())));
  }

  private static Map<String, String> ids(Map<String, String> all, Takedown demand) {
    Map<String, String> own = new TreeMap<>(all);
    own.values().removeIf(id -> !id.equals(demand.id()));
    return own;
  }

  /** The exports below {@code DATA/exports}, and those that the user names. */
  private List<Path> others() {
    List<Path> found = new ArrayList<>();
    List<Path> asked = new ArrayList<>(folders);
    Path own = data.resolve("exports");
    if (Files.isDirectory(own)) {
      asked.add(own);
    }
    for (Path folder : asked) {
      Path whole = folder.toAbsolutePath().normalize();
      List<Path> exports = isExport(whole) ? List.of(whole) : below(whole);
      if (exports.isEmpty() && !folder.equals(own)) {
        throw new SettingsException(
            folder + " is no finished export and has none in it: name one, or a folder of some");
      }
      found.addAll(exports);
    }
    return found;
  }

  private static boolean isExport(Path folder) {
    return Files.exists(folder.resolve("manifest.json"));
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(TakedownSearch::isExport).sorted().toList();
    } catch (IOException unreadable) {
      throw new SettingsException(folder + " cannot be read: " + unreadable.getMessage());
    }
  }

  /** The captures in the store that have the body that a demand names. */
  public List<CaptureKey> withBody(Takedown demand) {
    List<CaptureKey> keys = new ArrayList<>();
    if (demand.kind() == Kind.BODY) {
      try (DataFolder folder = wiring.openForReading(data)) {
        walk(folder, List.of(demand), (it, capture) -> keys.add(capture.key()));
      }
    }
    return keys;
  }
}
