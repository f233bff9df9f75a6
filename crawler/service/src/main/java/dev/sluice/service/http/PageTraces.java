package dev.sluice.service.http;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the built-in recipes make of captures. To clean a page takes some ten milliseconds of a
 * processor, and who looks at a page looks at its text and at its steps; so the last traces are
 * kept, up to a number and an amount of text.
 *
 * <p>Safe for use by several threads; who asks for a trace that another thread is making makes it
 * too.
 */
final class PageTraces {

  private static final int MOST_TRACES = 64;
  private static final long MOST_CHARACTERS = 4L << 20;

  private final Map<Asked, PageTrace> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Cleaner> cleaners = new LinkedHashMap<>();
  private @Nullable PageFunctions functions;
  private long characters;

  private record Asked(CaptureKey capture, String recipe) {}

  /**
   * What a recipe makes of a capture.
   *
   * @param recipe a built-in one
   * @param page the capture with its body, read only if it has to be cleaned
   */
  PageTrace of(CaptureKey capture, String recipe, Supplier<RawPage> page) {
    Asked asked = new Asked(capture, recipe);
    PageTrace known = find(asked);
    if (known != null) {
      return known;
    }
    PageTrace made = cleaner(recipe).trace(page.get());
    keep(asked, made);
    return made;
  }

  private synchronized @Nullable PageTrace find(Asked asked) {
    return kept.get(asked);
  }

  private synchronized void keep(Asked asked, PageTrace made) {
    PageTrace before = kept.put(asked, made);
    characters += made.text().length() - (before == null ? 0 : before.text().length());
    Iterator<PageTrace> eldest = kept.values().iterator();
    while (kept.size() > MOST_TRACES || characters > MOST_CHARACTERS) {
      characters -= eldest.next().text().length();
      eldest.remove();
    }
  }

  /** Made when it is first needed: the language model takes memory, and about a second. */
  private synchronized Cleaner cleaner(String recipe) {
    PageFunctions shared = functions == null ? Cleaner.standardFunctions() : functions;
    functions = shared;
    return cleaners.computeIfAbsent(recipe, name -> new Cleaner(Recipes.load(name), shared));
  }
}
