package dev.sluice.bench.kill;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a store holds of what it should.
 *
 * @param missing URLs that it should hold and does not
 * @param stored URLs that it holds
 * @param doubled URLs that it holds more than one capture of
 * @param others URLs that it should not hold
 */
public record StoredUrls(long missing, long stored, long doubled, long others) {

  /** Reads a store as any other program would. */
  public static StoredUrls read(Path data, Collection<String> expected) {
    Map<String, Integer> captures = new HashMap<>();
    try (DataFolder folder = new Wiring().openForReading(data);
        Snapshot snapshot = folder.pages().snapshot();
        Scan<Capture> scan = snapshot.captures()) {
      scan.forEachRemaining(capture -> captures.merge(capture.url().toString(), 1, Integer::sum));
    }
    return of(captures, expected);
  }

  static StoredUrls of(Map<String, Integer> captures, Collection<String> expected) {
    long found = expected.stream().filter(captures::containsKey).count();
    return new StoredUrls(
        expected.size() - found,
        captures.size(),
        captures.values().stream().filter(count -> count > 1).count(),
        captures.size() - found);
  }

  boolean isWhole() {
    return missing == 0 && doubled == 0 && others == 0;
  }
}
