package dev.sluice.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.pages.model.PageUrl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UrlStreamTest {

  private static final int URLS = 20_000;
  private static final int HOSTS = 1_000;

  private final List<PageUrl> urls = urls(new UrlStream(HOSTS, 0.45, 1));

  private static List<PageUrl> urls(UrlStream stream) {
    return LongStream.range(0, URLS).mapToObj(stream::url).toList();
  }

  @Test
  void asManyAsWereAskedForAreKnown() {
    Set<PageUrl> different = new HashSet<>(urls);

    assertThat(different.size()).isCloseTo((int) (URLS * 0.55), within(URLS / 50));
  }

  @Test
  void theSameSeedGivesTheSameUrls() {
    assertThat(urls(new UrlStream(HOSTS, 0.45, 1))).isEqualTo(urls);
    assertThat(urls(new UrlStream(HOSTS, 0.45, 2))).isNotEqualTo(urls);
  }

  @Test
  void urlsAreAsLongAsThoseOfTheWeb() {
    double mean = urls.stream().mapToInt(url -> url.toString().length()).average().orElseThrow();

    assertThat(mean).isBetween(60.0, 90.0);
  }

  @Test
  void theTenthHostIsATenthAsFrequentAsTheFirst() {
    Map<String, Integer> counts = new HashMap<>();
    urls(new UrlStream(HOSTS, 0, 1)).forEach(url -> counts.merge(url.host(), 1, Integer::sum));

    double first = counts.get("www.host-0.example.org");
    assertThat(first / counts.get("www.host-9.example.org")).isBetween(8.0, 12.5);
    assertThat(counts.size()).isGreaterThan(HOSTS * 9 / 10);
  }

  @Test
  void eachNumberHasAHost() {
    HostChoice choice = new HostChoice(3); // shares 6/11, 3/11, 2/11

    assertThat(choice.host(0)).isZero();
    assertThat(choice.host(0.54)).isZero();
    assertThat(choice.host(0.55)).isEqualTo(1);
    assertThat(choice.host(0.82)).isEqualTo(2);
    assertThat(choice.host(Math.nextDown(1.0))).isEqualTo(2);
  }
}
