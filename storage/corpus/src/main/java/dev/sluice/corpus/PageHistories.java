package dev.sluice.corpus;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over two snapshots at once, URL by URL. A capture is known by its key: its time of fetch
 * would not tell whether it is new, since a page that was under way when the older snapshot was
 * made was fetched before it.
 */
final class PageHistories implements Scan<PageHistory> {

  private final OneSide newer;
  private final OneSide older;

  /** A walk over two snapshots, each in the order of its keys. */
  PageHistories(Scan<Capture> newer, Scan<Capture> older) {
    this.newer = new OneSide(newer);
    this.older = new OneSide(older);
  }

  @Override
  public boolean hasNext() {
    return newer.following != null || older.following != null;
  }

  @Override
  public PageHistory next() {
    PageUrl url = nextUrl();
    return PageHistory.of(newer.take(url), older.take(url));
  }

  private PageUrl nextUrl() {
    Capture one = newer.following;
    Capture other = older.following;
    if (one == null) {
      if (other == null) {
        throw new NoSuchElementException("no more captures");
      }
      return other.url();
    }
    if (other == null) {
      return one.url();
    }
    boolean isFirst = Arrays.compareUnsigned(one.url().key(), other.url().key()) <= 0;
    return isFirst ? one.url() : other.url();
  }

  /** The captures of one of the snapshots. */
  private static final class OneSide {

    private final Scan<Capture> captures;
    private @Nullable Capture following;

    OneSide(Scan<Capture> captures) {
      this.captures = captures;
      advance();
    }

    private void advance() {
      following = captures.hasNext() ? captures.next() : null;
    }

    List<Capture> take(PageUrl url) {
      List<Capture> taken = new ArrayList<>();
      while (following != null && following.url().equals(url)) {
        taken.add(following);
        advance();
      }
      return taken;
    }
  }

  @Override
  public void close() {
    newer.captures.close();
    older.captures.close();
  }
}
