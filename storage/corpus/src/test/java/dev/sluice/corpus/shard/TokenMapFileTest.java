package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.model.TokenMap.Place;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Maps of several groups of rows, with URLs that several documents have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenMapFileTest {

  private static final int DOCUMENTS = 35_000;
  private static final long START = 1_000_000;
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  /** Documents of the page whose captures lie on both sides of the end of a group. */
  private static final int TWICE_FROM = 9_990;

  private static final int TWICE_TO = 20_010;

  private Path path;
  private final List<Long> offsets = new ArrayList<>();

  @BeforeAll
  void write(@TempDir Path temp) throws IOException {
    path = temp.resolve("map.parquet");
    try (OutputStream out = Files.newOutputStream(path)) {
      TokenMapColumns map = new TokenMapColumns(out);
      long offset = 0;
      for (int i = 0; i < DOCUMENTS; i++) {
        offsets.add(offset);
        int tokens = i % 7 == 3 ? 0 : 1 + i % 5;
        map.add(document(i), offset, tokens);
        offset += tokens;
      }
      map.close();
      offsets.add(offset);
    }
  }

  private static String url(int number) {
    int page = number >= TWICE_FROM && number < TWICE_TO ? TWICE_FROM : number;
    return String.format(Locale.ROOT, "https://example.com/%06d/%s", page, "河".repeat(80));
  }

  private static Document document(int number) {
    CaptureKey key = new CaptureKey(PageUrl.parse(url(number)), NOON.plusSeconds(number));
    return new Document(
        Document.id(key),
        key,
        new Document.Provenance(
            "example", 0, 200, "text/html", ContentHash.of(new byte[] {1}), false),
        Extracted.ofText("x"),
        "utf-8",
        Optional.empty(),
        new TextHash(1, number),
        List.of(),
        1,
        1);
  }

  private TokenMapFile open() throws IOException {
    return new TokenMapFile(path, "documents-00000.bin", START);
  }

  @Test
  void everyTokenHasItsDocument() throws IOException {
    try (TokenMapFile map = open()) {
      for (int i = 0; i < DOCUMENTS; i += 487) {
        long first = offsets.get(i);
        long end = offsets.get(i + 1);
        for (long offset = first; offset < end; offset++) {
          Place place = map.at(offset).orElseThrow();
          assertThat(place.index()).isEqualTo(i);
          assertThat(place.id()).isEqualTo(document(i).id());
          assertThat(place.offset()).isEqualTo(first);
          assertThat(place.tokens()).isEqualTo(end - first);
          assertThat(place.offsetInAll()).isEqualTo(START + first);
          assertThat(place.fetchedAt()).isEqualTo(NOON.plusSeconds(i));
        }
      }
    }
  }

  @Test
  void everyPageHasItsDocuments() throws IOException {
    try (TokenMapFile map = open()) {
      for (int i = 0; i < DOCUMENTS; i += 1_009) {
        if (i < TWICE_FROM || i >= TWICE_TO) {
          assertThat(map.find(key(url(i)))).extracting(Place::index).containsExactly((long) i);
        }
      }
      List<Place> captures = map.find(key(url(TWICE_FROM)));
      assertThat(captures).hasSize(TWICE_TO - TWICE_FROM);
      assertThat(captures).extracting(Place::index).isSorted();
      assertThat(captures.get(0).index()).isEqualTo(TWICE_FROM);
      assertThat(captures.get(captures.size() - 1).index()).isEqualTo(TWICE_TO - 1);
      assertThat(captures)
          .extracting(Place::url)
          .containsOnly(document(TWICE_FROM).key().url().toString());
    }
  }

  @Test
  void aPageThatIsNotThereHasNone() throws IOException {
    try (TokenMapFile map = open()) {
      for (String url :
          List.of("https://a.com/", "https://example.com/000100/", "https://zzz.org/")) {
        assertThat(map.find(key(url))).as(url).isEmpty();
      }
      assertThat(map.firstKey()).isEqualTo(key(url(0)));
    }
  }

  private static String key(String url) {
    return new String(PageUrl.parse(url).key(), StandardCharsets.UTF_8);
  }
}
