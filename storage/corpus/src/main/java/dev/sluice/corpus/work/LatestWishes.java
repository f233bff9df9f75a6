package dev.sluice.corpus.work;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Scan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The captures of a scan, each with what its page's owner asks by now: what the newest capture of
 * the URL says holds for the older ones too. Otherwise a page whose owner has refused since would
 * leave with its last capture from before, and one that was only found unchanged (304) would leave
 * although its robots.txt refuses today.
 *
 * <p>Captures come by URL, the oldest first; those of one URL are held at a time.
 */
public final class LatestWishes implements Scan<Capture> {

  private final Scan<Capture> captures;
  private final Deque<Capture> ofOneUrl = new ArrayDeque<>();
  private @Nullable Capture following;
  private Set<Directive> latest = Set.of();

  public LatestWishes(Scan<Capture> captures) {
    this.captures = captures;
    this.following = captures.hasNext() ? captures.next() : null;
  }

  @Override
  public boolean hasNext() {
    return !ofOneUrl.isEmpty() || following != null;
  }

  @Override
  public Capture next() {
    if (ofOneUrl.isEmpty()) {
      readUrl();
    }
    Capture capture = ofOneUrl.remove();
    if (latest.isEmpty()) {
      return capture;
    }
    Set<Directive> all = new LinkedHashSet<>(capture.directives());
    all.addAll(latest);
    return capture.withDirectives(all);
  }

  private void readUrl() {
    Capture newest = following;
    while (following != null && (newest == null || following.url().equals(newest.url()))) {
      newest = following;
      ofOneUrl.add(following);
      following = captures.hasNext() ? captures.next() : null;
    }
    latest = newest == null ? Set.of() : new LinkedHashSet<>(newest.directives());
  }

  @Override
  public void close() {
    captures.close();
  }
}
