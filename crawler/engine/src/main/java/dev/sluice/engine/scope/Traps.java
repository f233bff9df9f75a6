package dev.sluice.engine.scope;

import dev.sluice.pages.model.PageUrl;
import java.util.HashMap;
import java.util.Map;

/**
 * Recognises URLs that only a program would make, without end: the same folder again and again
 * ({@code /a/b/a/b/a/b}), or very many folders. The limits are those of Heritrix's PathologicalPath
 * and TooManyPathSegments rules.
 */
final class Traps {

  private static final int MAX_SEGMENTS = 20;
  private static final int MAX_REPEATS = 3;

  boolean looksLikeTrap(PageUrl url) {
    String[] segments = url.path().substring(1).split("/", -1);
    if (segments.length > MAX_SEGMENTS) {
      return true;
    }
    Map<String, Integer> repeats = new HashMap<>();
    for (String segment : segments) {
      if (!segment.isEmpty() && repeats.merge(segment, 1, Integer::sum) > MAX_REPEATS) {
        return true;
      }
    }
    return false;
  }
}
