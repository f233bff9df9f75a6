package dev.sluice.corpus;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A pretend web that changes between visits in all ways that matter; the same for the same seed.
 */
final class ChangingWeb {

  private static final Directive NO_AI = new Directive(Meaning.NO_AI, "meta robots", "noai");
  private static final int SITES = 5;

  private final Random random;
  private final List<RawPage> captures = new ArrayList<>();

  /** What each page says, by its URL. */
  private final Map<String, Integer> texts = new HashMap<>();

  private final List<String> urls = new ArrayList<>();
  private Instant now = Instant.parse("2026-10-01T12:00:00Z");
  private int nextText;
  private int snapshots;

  ChangingWeb(long seed) {
    random = new Random(seed);
  }

  /** Finds so many new pages; some say what another one says. */
  void grow(int pages) {
    for (int i = 0; i < pages; i++) {
      String url = "https://site" + random.nextInt(SITES) + ".example/page/" + urls.size();
      urls.add(url);
      say(url, random.nextInt(8) == 0 ? anyText() : nextText++);
    }
  }

  /** Visits so many pages again. */
  void revisit(int visits) {
    for (int i = 0; i < visits; i++) {
      String url = urls.get(random.nextInt(urls.size()));
      switch (random.nextInt(10)) {
        case 0 -> say(url, nextText++);
        case 1 -> say(url, anyText());
        case 2 -> answer(url, 404);
        case 3 -> answer(url, 304);
        case 4 -> optOut(url);
        case 5 -> purge(url);
        case 6 -> forgetNewest(url);
        case 7 -> close(url);
        case 8 -> sayAgain(url);
        default -> say(url, texts.getOrDefault(url, nextText));
      }
    }
  }

  /** A page that was fetched long ago by somebody else comes in. */
  void importOlder(int pages) {
    for (int i = 0; i < pages; i++) {
      String url = urls.get(random.nextInt(urls.size()));
      Instant longAgo = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(captures.size());
      captures.add(page(url, longAgo, nextText++));
    }
  }

  private int anyText() {
    return random.nextInt(Math.max(1, nextText));
  }

  private void say(String url, int text) {
    texts.put(url, text);
    captures.add(page(url, tick(), text));
  }

  /** What it said before it last changed. */
  private void sayAgain(String url) {
    int before = texts.getOrDefault(url, 0);
    say(url, nextText++);
    say(url, before);
  }

  /** Every host has a frame; later texts have a notice in their midst, which becomes part of it. */
  private static RawPage page(String url, Instant at, int text) {
    String body =
        PretendSite.paragraph(text)
            + PretendSite.paragraph(text + 500_000)
            + (text >= 60 ? "<p>The waterworks give clean water to the valley.</p>" : "");
    return MemorySnapshot.page(
        url, at, 200, "text/html; charset=utf-8", PretendSite.framed("Title " + text, body));
  }

  private void answer(String url, int status) {
    captures.add(MemorySnapshot.page(url, tick(), status, "text/html", ""));
  }

  private void close(String url) {
    captures.add(MemorySnapshot.page(url, tick(), 200, "text/html", "<p>Closed.</p>"));
  }

  private void optOut(String url) {
    RawPage page = page(url, tick(), texts.getOrDefault(url, nextText));
    captures.add(new RawPage(page.capture().withDirectives(Set.of(NO_AI)), page.body()));
  }

  private void purge(String url) {
    captures.removeIf(it -> it.capture().url().toString().equals(url));
  }

  private void forgetNewest(String url) {
    captures.stream()
        .map(RawPage::capture)
        .filter(it -> it.url().toString().equals(url))
        .map(Capture::key)
        .max(Comparator.comparing(CaptureKey::fetchedAt))
        .ifPresent(key -> captures.removeIf(it -> it.capture().key().equals(key)));
  }

  private Instant tick() {
    now = now.plus(Duration.ofSeconds(61));
    return now;
  }

  /** All that is stored now. */
  MemorySnapshot snapshot() {
    MemorySnapshot snapshot = new MemorySnapshot("snapshot-" + ++snapshots);
    captures.forEach(snapshot::add);
    return snapshot;
  }
}
