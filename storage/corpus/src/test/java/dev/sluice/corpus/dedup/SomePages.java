package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Candidates that a test makes up, in memory. */
final class SomePages implements Candidates {

  static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private static final TextHasher HASHER = new TextHasher();

  private final List<Signature> signatures = new ArrayList<>();
  private final List<byte[]> imprints = new ArrayList<>();
  private EarlierDocuments earlier = EarlierDocuments.NONE;

  /** A page that a test makes up; it is English, of the seed "seed", and fetched at noon. */
  static Page page(String url, String text) {
    ContentHash body = ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
    return new Page(PageUrl.parse(url), NOON, text, "en", body, Optional.empty(), "seed", Map.of());
  }

  /** What is to be known of a page. */
  record Page(
      PageUrl url,
      Instant fetchedAt,
      String text,
      String language,
      ContentHash body,
      Optional<PageUrl> canonical,
      String seed,
      Map<String, Double> scores) {

    Page at(Instant time) {
      return new Page(url, time, text, language, body, canonical, seed, scores);
    }

    Page after(long seconds) {
      return at(NOON.plusSeconds(seconds));
    }

    Page in(String code) {
      return new Page(url, fetchedAt, text, code, body, canonical, seed, scores);
    }

    Page body(String characters) {
      ContentHash other = ContentHash.of(characters.getBytes(StandardCharsets.UTF_8));
      return new Page(url, fetchedAt, text, language, other, canonical, seed, scores);
    }

    Page canonical(String named) {
      Optional<PageUrl> address = Optional.of(PageUrl.parse(named));
      return new Page(url, fetchedAt, text, language, body, address, seed, scores);
    }

    Page seed(String name) {
      return new Page(url, fetchedAt, text, language, body, canonical, name, scores);
    }

    Page score(String name, double value) {
      Map<String, Double> one = Map.of(name, value);
      return new Page(url, fetchedAt, text, language, body, canonical, seed, one);
    }

    Signature signature(long capture) {
      CaptureKey key = new CaptureKey(url, fetchedAt);
      return new Signature(
          capture,
          Document.id(key),
          url,
          fetchedAt,
          HASHER.hash(text),
          text.getBytes(StandardCharsets.UTF_8).length,
          text.codePointCount(0, text.length()),
          language,
          body,
          canonical,
          seed,
          scores);
    }
  }

  /** Adds a page after the others. */
  SomePages add(Page page) {
    return add(page, new byte[0]);
  }

  /** Adds a page of which the step took an imprint. */
  SomePages add(Page page, byte[] imprint) {
    signatures.add(page.signature(signatures.size()));
    imprints.add(imprint);
    return this;
  }

  /** Says what was exported before. */
  SomePages after(EarlierDocuments exported) {
    earlier = exported;
    return this;
  }

  /** Those that are chosen, by their numbers. */
  static List<Integer> chosen(Selection selection) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < selection.count(); i++) {
      if (selection.chosen(i)) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  Signature signature(int candidate) {
    return signatures.get(candidate);
  }

  List<Signature> signatures() {
    return List.copyOf(signatures);
  }

  @Override
  public int count() {
    return signatures.size();
  }

  @Override
  public Scan<Signature> scan() {
    return Scan.of(signatures.iterator());
  }

  @Override
  public Scan<byte[]> imprints() {
    return Scan.of(imprints.iterator());
  }

  @Override
  public EarlierDocuments earlier() {
    return earlier;
  }

  @Override
  public PairSorter sorter() {
    return new InMemory();
  }

  private static final class InMemory implements PairSorter {

    private record Pair(long key, long value) {}

    private final List<Pair> pairs = new ArrayList<>();

    @Override
    public void add(long key, long value) {
      pairs.add(new Pair(key, value));
    }

    @Override
    public Pairs sorted() {
      pairs.sort(
          Comparator.comparing(Pair::key, Long::compareUnsigned)
              .thenComparing(Pair::value, Long::compareUnsigned));
      return new Pairs() {
        private int at = -1;

        @Override
        public boolean next() {
          return ++at < pairs.size();
        }

        @Override
        public long key() {
          return pairs.get(at).key;
        }

        @Override
        public long value() {
          return pairs.get(at).value;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }
}
