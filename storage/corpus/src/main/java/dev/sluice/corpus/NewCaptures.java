package dev.sluice.corpus;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Those captures of a scan that are not among older ones. */
final class NewCaptures implements Scan<Capture> {

  private final Scan<Capture> captures;
  private final OlderCaptures older;
  private @Nullable Capture following;

  NewCaptures(Scan<Capture> captures, OlderCaptures older) {
    this.captures = captures;
    this.older = older;
    advance();
  }

  private void advance() {
    following = null;
    while (following == null && captures.hasNext()) {
      Capture next = captures.next();
      following = older.has(next.key()) ? null : next;
    }
  }

  @Override
  public boolean hasNext() {
    return following != null;
  }

  @Override
  public Capture next() {
    Capture next = following;
    if (next == null) {
      throw new NoSuchElementException("no more captures");
    }
    advance();
    return next;
  }

  @Override
  public void close() {
    captures.close();
    older.close();
  }
}
