package dev.sluice.service.takedown;

import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Takedown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the pages are that a demand names.
 *
 * @param demand the demand
 * @param captures how many captures of them the store has
 * @param fetched the first of these
 * @param snapshots how many captures of them each snapshot has, those that have any
 * @param exports past exports that have any, or that could not be looked at
 */
public record TakedownFinding(
    Takedown demand,
    long captures,
    List<CaptureKey> fetched,
    Map<String, Long> snapshots,
    List<InExport> exports) {

  /** What became of the folder of an export. */
  public enum State {
    /** It is as it was made. */
    THERE,
    /** Its folder is deleted or was moved. */
    GONE,
    /** Its folder holds another export by now. */
    REPLACED,
    /** It cannot be read. */
    UNREADABLE
  }

  /**
   * A past export.
   *
   * @param note what there is to say of its state; may be empty
   * @param pages those of its documents that the demand names
   */
  public record InExport(Path folder, State state, String note, List<ExportedPage> pages) {

    public InExport {
      pages = List.copyOf(pages);
    }
  }

  public TakedownFinding {
    fetched = List.copyOf(fetched);
    exports = List.copyOf(exports);
  }
}
