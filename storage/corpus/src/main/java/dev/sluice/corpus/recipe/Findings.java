package dev.sluice.corpus.recipe;

import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The mistakes and warnings of one recipe, in the order in which they are found. */
final class Findings {

  private final List<SettingsException> mistakes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** What is read, or nothing if it has a mistake, which is written down. */
  <T> Optional<T> attempt(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (SettingsException mistake) {
      mistakes.add(mistake);
      return Optional.empty();
    }
  }

  /** Makes a check, and writes down the mistake that it finds. */
  void check(Runnable check) {
    try {
      check.run();
    } catch (SettingsException mistake) {
      mistakes.add(mistake);
    }
  }

  void mistakes(List<SettingsException> more) {
    mistakes.addAll(more);
  }

  /** Writes down what is no mistake; made like one, for its place. */
  void warning(SettingsException what) {
    warnings.add(what.getMessage());
  }

  int mistakeCount() {
    return mistakes.size();
  }

  List<SettingsException> mistakes() {
    return mistakes;
  }

  List<String> warnings() {
    return warnings;
  }
}
