package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.ExportBasis;
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
          "Only captures that came after this snapshot of the data folder, given by its name or by"
              + " the id that a manifest tells; or 'latest'.")
  private @Nullable String since;

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
   */
  Open open(Wiring wiring, Path data, Optional<String> snapshot) {
    Open open = new Open();
    boolean whole = false;
    try {
      if (since != null) {
        NamedSnapshot older = older(wiring.snapshots(data), since, snapshot);
        DataFolder folder = wiring.openSnapshot(data, older.name());
        open.opened.push(folder::close);
        Snapshot captures = folder.pages().snapshot();
        open.opened.push(captures::close);
        open.basis = open.basis.withSince(captures);
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

  private static NamedSnapshot older(Snapshots all, String said, Optional<String> exported) {
    NamedSnapshot older =
        all.list(damaged -> {}).stream()
            .filter(it -> it.id().equals(said))
            .findFirst()
            .orElseGet(() -> all.find(said));
    if (exported.isPresent()) {
      NamedSnapshot newer = all.find(exported.get());
      if (older.sequenceNumber() >= newer.sequenceNumber()) {
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
