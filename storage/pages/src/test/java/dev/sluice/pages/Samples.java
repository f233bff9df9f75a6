package dev.sluice.pages;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Pages to fill stores with. */
public final class Samples {

  /** When the first of the samples was fetched. */
  public static final Instant TIME = Instant.parse("2026-11-01T12:00:00.123Z");

  private Samples() {}

  /** A page whose body is this text. */
  public static RawPage page(String url, Instant fetchedAt, String body) {
    return page(url, fetchedAt, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A page whose body is these bytes. */
  public static RawPage page(String url, Instant fetchedAt, byte[] body) {
    Capture capture =
        new Capture(
            new CaptureKey(PageUrl.parse(url), fetchedAt),
            200,
            new Headers(List.of(new Headers.Field("Content-Type", "text/html"))),
            ContentHash.of(body),
            body.length,
            false,
            "192.0.2.1",
            Duration.ofMillis(87),
            false,
            Change.FIRST,
            List.of(),
            new Provenance(
                1, "sample", Map.of(), Optional.of(PageUrl.parse("https://example.com/"))));
    return new RawPage(capture, body);
  }

  /** The page of this number, always the same: its body of 2 to 4 kB can hardly be compressed. */
  public static RawPage page(int number) {
    Random random = new Random(number);
    byte[] body = new byte[2_000 + random.nextInt(2_000)];
    random.nextBytes(body);
    String url = "https://h" + number % 10 + ".example.com/" + number;
    return page(url, TIME.plusSeconds(number), body);
  }

  /** Opens a folder for writing, with the store's own tables only. */
  public static DataFolder write(Path folder) {
    return DataFolder.openForWriting(folder, List.of());
  }

  /** Opens a folder for reading, with the store's own tables only. */
  public static DataFolder read(Path folder) {
    return DataFolder.openForReading(folder, List.of());
  }

  /** Commits pages, all in one batch. */
  public static void commit(DataFolder data, RawPage... pages) {
    try (Batch batch = data.newBatch()) {
      for (RawPage page : pages) {
        data.pages().add(batch, page);
      }
      batch.commit();
    }
  }

  /** Commits the pages from a number (inclusive) to a number (exclusive), each in its own batch. */
  public static void commit(DataFolder data, int from, int to) {
    for (int number = from; number < to; number++) {
      commit(data, page(number));
    }
  }

  /** What a check of the folder finds. */
  public static List<String> problems(DataFolder data) {
    List<String> problems = new ArrayList<>();
    data.check(problems::add);
    return problems;
  }
}
