package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Verification;
import dev.sluice.corpus.model.Verification.Problem;
import dev.sluice.corpus.model.Verification.Watch;
import dev.sluice.corpus.shard.FileTrouble;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.ShardReader;
import dev.sluice.corpus.shard.ShardReaders;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks the folder of a finished export.
 *
 * <p><b>Shallow</b>: every file against its length and digest, no file missing or foreign, the
 * manifest's numbers against each other. <b>Deep</b>: besides, the ledger is read row by row and
 * every shard by its own reader, and each document must be where the ledger says, with a text as
 * long as it says. Cost: all bytes are read once, deep twice; deep also 12 bytes of memory a
 * document.
 */
public final class FolderCheck {

  private final Path folder;
  private final Manifest manifest;
  private final Findings findings = new Findings();
  private final Watch watch;
  private long documents;
  private long unread;

  private FolderCheck(Path folder, Manifest manifest, Watch watch) {
    this.folder = folder;
    this.manifest = manifest;
    this.watch = watch;
  }

  /**
   * Checks a folder.
   *
   * @throws SettingsException if it has no manifest
   * @throws ExportException if a file cannot be read from the disk, or the watch stopped it
   */
  public static Verification run(Path folder, boolean deep, Watch watch) {
    if (!Files.isRegularFile(folder.resolve(OutputFolder.MANIFEST))) {
      throw new SettingsException(
          folder + " has no " + OutputFolder.MANIFEST + ": name the folder of a finished export");
    }
    try {
      return check(folder, deep, watch);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(folder, unreadable);
    }
  }

  private static Verification check(Path folder, boolean deep, Watch watch) throws IOException {
    Manifest manifest;
    try {
      manifest = ManifestFile.read(folder);
    } catch (ExportException damaged) {
      Findings only = new Findings();
      only.add(Problem.UNREADABLE, OutputFolder.MANIFEST, reason(damaged));
      return new Verification(0, 0, deep, 0, 0, only.all(), 0);
    }
    return new FolderCheck(folder, manifest, watch).run(deep);
  }

  private static String reason(Exception damaged) {
    Throwable cause = damaged.getCause() == null ? damaged : damaged.getCause();
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return "it cannot be read: " + said.lines().findFirst().orElse("");
  }

  private Verification run(boolean deep) throws IOException {
    FileCheck files = new FileCheck(folder, manifest, findings, watch);
    if (manifest.formatVersion() == Manifest.FORMAT_VERSION) {
      files.run();
      new CountCheck(manifest, findings).run();
      if (deep) {
        readAll(files);
      }
    } else {
      findings.add(
          Problem.UNREADABLE,
          OutputFolder.MANIFEST,
          "it is of format %d, and this version of Sluice reads %d",
          manifest.formatVersion(),
          Manifest.FORMAT_VERSION);
    }
    return new Verification(
        files.files(), files.bytes(), deep, documents, unread, findings.all(), findings.further());
  }

  private void readAll(FileCheck files) {
    Places places = new Places(manifest.shards());
    String ledger = manifest.ledger().file();
    boolean hasLedger =
        files.isThere(ledger)
            && isRead(ledger, () -> new LedgerCheck(manifest, findings, places).run(folder));
    for (ShardEntry shard : manifest.shards()) {
      List<String> beside = shard.beside().stream().map(Manifest.FileEntry::file).toList();
      if (files.isThere(shard.file()) && beside.stream().allMatch(files::isThere)) {
        read(shard, hasLedger ? Optional.of(places) : Optional.empty());
      }
    }
  }

  /** Reads something of a file. */
  private interface Reading {
    void read() throws IOException;
  }

  /** Reads a file; bytes that are damaged may break its reader in any way. */
  private boolean isRead(String file, Reading reading) {
    try {
      reading.read();
      return true;
    } catch (ExportException stopped) {
      throw stopped;
    } catch (IOException | RuntimeException damaged) {
      findings.add(Problem.UNREADABLE, file, reason(damaged));
      return false;
    }
  }

  private void read(ShardEntry shard, Optional<Places> places) {
    Optional<ShardReader> reader = ShardReaders.of(shard, manifest);
    if (reader.isEmpty()) {
      unread++;
      return;
    }
    Visit visit = new Visit(shard, places);
    if (isRead(shard.file(), () -> reader.get().read(folder, shard, visit))) {
      visit.end();
    }
  }

  /** Compares what a reader meets. */
  private final class Visit implements ShardReader.Visitor {

    private final ShardEntry shard;
    private final Optional<Places> places;
    private boolean knowsCharacters = true;
    private long number;
    private long characters;

    Visit(ShardEntry shard, Optional<Places> places) {
      this.shard = shard;
      this.places = places;
    }

    @Override
    public void document(String id, long length) {
      stopIfAsked();
      places
          .flatMap(it -> it.compare(shard.file(), number, id, length))
          .ifPresent(wrong -> trouble(shard.file(), number, wrong));
      knowsCharacters &= length >= 0;
      characters += length;
      number++;
      documents++;
    }

    private void stopIfAsked() {
      if (watch.stopped()) {
        throw new ExportException(
            ExportException.Problem.STOPPED, "the check was stopped before all files were read");
      }
    }

    @Override
    public void trouble(String file, long line, String what) {
      findings.addAt(Problem.CONTENT, file, line, what);
    }

    void end() {
      findings.requireEqual(shard.file(), "documents", shard.documents(), number);
      if (knowsCharacters) {
        findings.requireEqual(shard.file(), "characters", shard.characters(), characters);
      }
    }
  }
}
