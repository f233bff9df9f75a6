package dev.sluice.corpus.site;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the pages of a site that it is learned from: the last good answer of each URL that is
 * HTML, and of more than {@value #PAGES} such URLs those whose digests are smallest. So it is the
 * same sample whatever was crawled when, it is spread over the site, and it takes memory for no
 * more than these captures. For one thread.
 */
public final class SiteSample {

  /** How many pages a sample has at most. */
  public static final int PAGES = 200;

  /** Larger bodies are no typical pages, and take long to read. */
  private static final int MOST_BYTES = 2 << 20;

  private static final int OK = 200;
  private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

  private record Ranked(long rank, long number, Capture capture) {}

  private final PriorityQueue<Ranked> smallest =
      new PriorityQueue<>(
          Comparator.comparingLong(Ranked::rank).thenComparing(Ranked::number).reversed());

  private final int most;
  private @Nullable Capture latest;
  private long number;

  /** A sample of {@value #PAGES} pages. */
  public SiteSample() {
    this(PAGES);
  }

  /** A sample of so many pages, which are among those of any larger sample. */
  public SiteSample(int most) {
    this.most = most;
  }

  /** Offers a capture of the site; those of one URL come one after the other, the oldest first. */
  public void offer(Capture capture) {
    if (latest != null && !latest.url().equals(capture.url())) {
      admit(latest);
      latest = null;
    }
    number++;
    boolean good = capture.status() == OK && HTML.contains(capture.mediaType());
    if (good && capture.bodyBytes() <= MOST_BYTES) {
      latest = capture;
    }
  }

  private void admit(Capture capture) {
    smallest.add(new Ranked(rank(capture.url()), number, capture));
    if (smallest.size() > most) {
      smallest.remove();
    }
  }

  private static long rank(PageUrl url) {
    return ByteBuffer.wrap(ContentHash.of(url.key()).bytes()).getLong();
  }

  /** The sample, in the order in which its captures were offered. */
  public List<Capture> captures() {
    if (latest != null) {
      admit(latest);
      latest = null;
    }
    return smallest.stream()
        .sorted(Comparator.comparingLong(Ranked::number))
        .map(Ranked::capture)
        .toList();
  }
}
