package dev.sluice.bench.spark;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.warc.GzipPacking;
import dev.sluice.pages.warc.WarcWriting;
import dev.sluice.pages.warc.Warcinfo;
import dev.sluice.service.daemon.Wiring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the pages of a store as WARC files of so many captures each. */
final class WarcFiles {

  private static final int LEVEL = 6;

  private WarcFiles() {}

  /**
   * Writes them.
   *
   * @return how many files there are
   */
  static int write(Path store, Path folder, int capturesOfEach) throws IOException {
    Files.createDirectories(folder);
    int files = 0;
    try (DataFolder data = new Wiring().openForReading(store);
        Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      while (captures.hasNext()) {
        Path file = folder.resolve("pages-%05d.warc.gz".formatted(files));
        write(snapshot, captures, file, capturesOfEach);
        files++;
      }
    }
    return files;
  }

  private static void write(Snapshot snapshot, Scan<Capture> captures, Path file, int most)
      throws IOException {
    Warcinfo info = new Warcinfo("sluice", "pages of a benchmark", "all");
    try (BufferedOutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        WarcWriting writing = new WarcWriting(out, new GzipPacking(LEVEL), info)) {
      for (int written = 0; written < most && captures.hasNext(); written++) {
        Capture capture = captures.next();
        writing.capture(new RawPage(capture, snapshot.body(capture)));
      }
    }
  }
}
