package dev.sluice.spark.choose;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Pages of plain text of which many say the same: equal, nearly, in some of their lines or in long
 * spans; and several captures of some URLs. Always the same ones for the same seed.
 */
final class MadePages {

  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");
  private static final int VOCABULARY = 4_000;
  private static final String[] SYLLABLES = {
    "ra", "ti", "son", "ver", "com", "al", "en", "der", "pro", "mi", "lo", "sta", "ne", "cur"
  };

  private final Random random;
  private final List<RawPage> pages = new ArrayList<>();
  private final List<String> boilerplate = new ArrayList<>();
  private final List<String> spans = new ArrayList<>();

  MadePages(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      boilerplate.add("all rights of this line " + i + " are with " + words(4));
      spans.add(words(30 + random.nextInt(60)));
    }
  }

  List<RawPage> pages() {
    return pages;
  }

  /** Adds so many pages of all kinds. */
  MadePages addMany(int count) {
    while (pages.size() < count) {
      List<String> words = List.of(words(50 + random.nextInt(30)).split(" "));
      int copies = random.nextInt(40) == 0 ? 90 : random.nextInt(3) == 0 ? 1 : random.nextInt(6);
      for (int i = 0; i < copies; i++) {
        addWithCaptures(edited(words));
      }
    }
    return this;
  }

  private void addWithCaptures(String text) {
    String url = url();
    int captures = random.nextInt(8) == 0 ? 1 + random.nextInt(4) : 1;
    String said = text;
    for (int i = 0; i < captures; i++) {
      said = random.nextBoolean() ? said : edited(List.of(text.split(" ")));
      add(url, i, said);
    }
  }

  String url() {
    int number = pages.size();
    return "https://host-%02d.example/%05d%s"
        .formatted(random.nextInt(23), number, "/p".repeat(random.nextInt(4)));
  }

  /** Adds a page. */
  void add(String url, int day, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Instant at = NOON.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(50_000));
    pages.add(
        new RawPage(
            new Capture(
                new CaptureKey(PageUrl.parse(url), at),
                200,
                new Headers(List.of(new Headers.Field("Content-Type", "text/plain"))),
                ContentHash.of(body),
                body.length,
                false,
                "192.0.2.1",
                Duration.ofMillis(120),
                false,
                Change.FIRST,
                List.of(),
                new Provenance(1, "seed-" + random.nextInt(3), Map.of(), Optional.empty())),
            body));
  }

  private String edited(List<String> words) {
    List<String> edited = new ArrayList<>(words);
    for (int edits = random.nextInt(5); edits > 0; edits--) {
      int at = random.nextInt(edited.size());
      if (random.nextBoolean()) {
        edited.set(at, word());
      } else {
        edited.remove(at);
      }
    }
    if (random.nextInt(3) == 0) {
      edited.add(random.nextInt(edited.size()), "\n" + one(boilerplate) + "\n");
    }
    if (random.nextInt(4) == 0) {
      edited.add(random.nextInt(edited.size()), one(spans));
    }
    return String.join(" ", edited);
  }

  private String one(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(word());
    }
    return String.join(" ", words);
  }

  private String word() {
    int number = random.nextInt(VOCABULARY);
    int base = SYLLABLES.length;
    return SYLLABLES[number % base]
        + SYLLABLES[number / base % base]
        + SYLLABLES[number / base / base % base]
        + number / base / base / base;
  }
}
