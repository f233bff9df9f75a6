package dev.sluice.engine.seed;

import dev.sluice.pages.settings.SettingsException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The mistakes of seed files, gathered so that one run shows all of them. */
final class Mistakes {

  /** Each once: a mistake in a file's defaults would otherwise be told for each of its seeds. */
  private final Set<String> messages = new LinkedHashSet<>();

  private int count;

  /** What a reader makes of a part of a file; nothing if there is none, or if it is a mistake. */
  <P, T> Optional<T> gather(Optional<P> part, Function<P, T> reader) {
    try {
      return part.map(reader);
    } catch (SettingsException mistake) {
      add(mistake);
      return Optional.empty();
    }
  }

  /** Does something, and gathers the mistake that ends it. */
  void gathering(Runnable part) {
    try {
      part.run();
    } catch (SettingsException mistake) {
      add(mistake);
    }
  }

  void add(SettingsException mistake) {
    count++;
    messages.add(String.valueOf(mistake.getMessage()));
  }

  /** How many there were so far, repeated ones included. */
  int count() {
    return count;
  }

  List<String> messages() {
    return List.copyOf(messages);
  }
}
