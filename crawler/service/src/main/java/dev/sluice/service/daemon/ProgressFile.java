package dev.sluice.service.daemon;

import dev.sluice.corpus.model.ExportWatch.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells other processes how an export goes: writes {@code OUT/.work/progress.json}, once a second
 * at most. It goes with the other working files when the export is finished.
 */
public final class ProgressFile {

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final JsonFile<ExportProgress> file;
  private final Optional<String> snapshot;
  private final String recipe;
  private final InstantSource clock;
  private final Instant startedAt;
  private Instant next = Instant.EPOCH;

  /**
   * The file of an export that begins now.
   *
   * @param out the output folder; its working folder is there when there is progress
   * @param snapshot its name, if it is one that is exported
   * @param recipe its name and version
   */
  public ProgressFile(Path out, Optional<String> snapshot, String recipe, InstantSource clock) {
    this.file = file(out);
    this.snapshot = snapshot;
    this.recipe = recipe;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  private static JsonFile<ExportProgress> file(Path out) {
    return new JsonFile<>(out.resolve(".work").resolve("progress.json"), ExportProgress.class);
  }

  /** What the export in a folder told last; nothing if it is finished, or has not begun. */
  static Optional<ExportProgress> read(Path out) {
    return file(out).read();
  }

  /**
   * Writes it, if it is time.
   *
   * @param phases all that the export has, in their order
   */
  public void tell(Phase phase, List<Phase> phases, long done, long total, ExportPace pace) {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(BETWEEN);
    try {
      file.write(
          new ExportProgress(
              phase.name().toLowerCase(Locale.ROOT),
              phases.indexOf(phase) + 1,
              phases.size(),
              done,
              total,
              pace.perSecond(),
              pace.leftSeconds(),
              startedAt,
              now,
              ProcessHandle.current().pid(),
              snapshot,
              recipe));
    } catch (IOException noRoom) {
      // The export's own files meet the same trouble, and it tells that.
    }
  }
}
