package dev.sluice.service.cli;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import dev.sluice.service.daemon.Wiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Data folders that are filled without a crawl, where a test needs thousands of pages. */
final class MadeStore {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final int SENTENCES = 6;

  private static final List<String> PROSE =
      List.of(
          "The river rises in the hills to the north of the town and flows south to the sea.",
          "People have lived along its banks for as long as there are records of the valley.",
          "In spring the water carries sand and gravel that settle on the fields below the weir.",
          "A mill stood at the bend, and the miller was known to be a patient and careful man.",
          "He kept the gate of the sluice open when the rain came, so that nothing was lost.",
          "With the new bridge came a market, and with the market came traders from the coast.",
          "The old stones of the mill are still there, and children play on them in summer.");

  private MadeStore() {}

  /** Fills a new folder with so many pages that are worth keeping, the same for the same seed. */
  static Path fill(Path data, int pages, long seed) {
    Random random = new Random(seed);
    try (DataFolder folder = new Wiring().openForWriting(data)) {
      for (int number = 0; number < pages; number++) {
        try (Batch batch = folder.newBatch()) {
          folder.pages().add(batch, page(number, random));
          batch.commit();
        }
      }
    }
    return data;
  }

  /** Fills a folder with plain texts, by their URLs. */
  static Path fill(Path data, Map<String, String> texts) {
    return fill(data, texts, NOON);
  }

  /** Adds plain texts to a folder, by their URLs, all fetched at one moment. */
  static Path fill(Path data, Map<String, String> texts, Instant at) {
    try (DataFolder folder = new Wiring().openForWriting(data)) {
      texts.forEach(
          (url, text) -> {
            try (Batch batch = folder.newBatch()) {
              byte[] body = text.getBytes(StandardCharsets.UTF_8);
              folder.pages().add(batch, page(url, at, "text/plain; charset=utf-8", body));
              batch.commit();
            }
          });
    }
    return data;
  }

  private static RawPage page(int number, Random random) {
    StringBuilder html = new StringBuilder("<!doctype html><title>Page " + number + "</title>");
    for (int i = 0; i < SENTENCES; i++) {
      html.append("<p>").append(PROSE.get(random.nextInt(PROSE.size())));
      html.append(" That was in the year ").append(1000 + random.nextInt(1000)).append(".</p>\n");
    }
    return page(
        "https://site" + number % 7 + ".example.com/page/" + number,
        NOON.plusSeconds(number),
        "text/html; charset=utf-8",
        html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static RawPage page(String url, Instant at, String type, byte[] body) {
    Capture capture =
        new Capture(
            new CaptureKey(PageUrl.parse(url), at),
            200,
            new Headers(List.of(new Headers.Field("Content-Type", type))),
            ContentHash.of(body),
            body.length,
            false,
            "192.0.2.1",
            Duration.ofMillis(87),
            false,
            Change.FIRST,
            List.of(),
            new Provenance(1, "made", Map.of(), Optional.empty()));
    return new RawPage(capture, body);
  }
}
