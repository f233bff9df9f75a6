package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.FinishedExport;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.IndexFolder;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what an export goes on from. */
final class BasisOptions {

  @Option(
      names = "--index",
      paramLabel = "DIR",
      description =
          "Compare with all documents that were exported with this index, and record those of this"
              + " export in it when it is done; made if it is new or empty. The name of the output"
              + " folder is the export's name there (default: pages are compared with those of the"
              + " same export only).")
  private @Nullable Path index;

  @Option(
      names = "--since",
      paramLabel = "SNAPSHOT",
      description =
          "Only what has changed since this snapshot of the data folder, given by its name or by the"
              + " id that a manifest tells; or 'latest'. changes.jsonl.zst lists the documents of that"
              + " snapshot that are no longer so.")
  private @Nullable String since;

  @Option(
      names = "--after",
      paramLabel = "DIR",
      description =
          "The export that this one follows: as --since with its snapshot, by the same recipe; the"
              + " manifest tells which export it was.")
  private @Nullable Path after;

  /** The basis, open until it is closed. */
  static final class Open implements AutoCloseable {

    private final Deque<Runnable> opened = new ArrayDeque<>();
    private ExportBasis basis = ExportBasis.NONE;
    private Optional<DocumentIndex> index = Optional.empty();

    ExportBasis basis() {
      return basis;
    }

    /** Tells what a recipe's pages will be compared with, before that takes hours. */
    void tell(PrintWriter out, Recipe recipe) {
      index.ifPresent(it -> tell(out, it, recipe));
      out.flush();
    }

    private static void tell(PrintWriter out, DocumentIndex index, Recipe recipe) {
      DocumentIndex.Extent extent = index.extent();
      Map<String, Long> comparable = Export.comparable(index, recipe);
      out.printf(
          "Comparing with %s of %s%n",
          Counted.text(extent.documents(), "document"),
          Counted.text(extent.exports(), "earlier export"));
      comparable.forEach(
          (step, documents) -> {
            if (documents < extent.documents()) {
              out.printf(
                  "  %s with %s: the others were exported without this step, or with other"
                      + " parameters of it%n",
                  step, Counted.text(documents, "document"));
            }
          });
      if (comparable.isEmpty()) {
        out.printf("  but the recipe %s has no step that compares pages%n", recipe.label());
      }
    }

    @Override
    public void close() {
      while (!opened.isEmpty()) {
        opened.pop().run();
      }
    }
  }

  /**
   * Opens what there is.
   *
   * @param data the data folder that is exported
   * @param snapshot the name of the snapshot that is exported, if it is one
   * @param recipe by which it is exported
   */
  Open open(Wiring wiring, Path data, Optional<String> snapshot, Recipe recipe) {
    Open open = new Open();
    boolean whole = false;
    try {
      if (after != null) {
        FinishedExport before = Export.finished(after);
        openSince(open, wiring, data, older(before, wiring.snapshots(data), snapshot, recipe));
        open.basis = open.basis.withAfter(before.sha256());
      } else if (since != null) {
        openSince(open, wiring, data, older(wiring.snapshots(data), since, snapshot));
      }
      if (index != null) {
        IndexFolder folder = wiring.openIndex(index);
        open.opened.push(folder::close);
        open.basis = open.basis.withIndex(folder.id(), folder.tables());
        open.index = Optional.of(Export.openIndex(folder.tables()));
      }
      whole = true;
      return open;
    } finally {
      if (!whole) {
        open.close();
      }
    }
  }

  private static void openSince(Open open, Wiring wiring, Path data, NamedSnapshot older) {
    DataFolder folder = wiring.openSnapshot(data, older.name());
    open.opened.push(folder::close);
    Snapshot captures = folder.pages().snapshot();
    open.opened.push(captures::close);
    open.basis = open.basis.withSince(captures);
  }

  /** The snapshot that the export before was made from, if one by this recipe can follow it. */
  private NamedSnapshot older(
      FinishedExport before, Snapshots all, Optional<String> exported, Recipe recipe) {
    if (since != null) {
      throw new SettingsException(
          "--after names the export before, and so the snapshot: leave out --since");
    }
    Manifest.RecipeEntry by = before.manifest().recipe();
    if (!by.hash().equals(recipe.hash())) {
      throw new SettingsException(
          "--after: the export in %s is by recipe %s@%d, and this one would be by %s: exports that"
                  .formatted(after, by.name(), by.version(), recipe.label())
              + " follow each other need one recipe. Take that one, or export everything anew");
    }
    String id = before.manifest().snapshot().id();
    if (all.list(damaged -> {}).stream().noneMatch(it -> it.id().equals(id))) {
      throw new SettingsException(
          "--after: the snapshot that the export in %s was made from is not there any more, or it was"
                  .formatted(after)
              + " made from the store itself: what has changed since cannot be told. Export a"
              + " snapshot, and keep it until the next export");
    }
    return older(all, id, exported);
  }

  private static NamedSnapshot older(Snapshots all, String said, Optional<String> exported) {
    NamedSnapshot older =
        all.list(damaged -> {}).stream()
            .filter(it -> it.id().equals(said))
            .findFirst()
            .orElseGet(() -> all.find(said));
    if (exported.isPresent()) {
      NamedSnapshot newer = all.find(exported.get());
      if (!older.isBefore(newer)) {
        throw new SettingsException(
            "--since: the snapshot '"
                + older.name()
                + "' is not older than '"
                + newer.name()
                + "', which is exported: nothing came after it");
      }
    }
    return older;
  }
}
