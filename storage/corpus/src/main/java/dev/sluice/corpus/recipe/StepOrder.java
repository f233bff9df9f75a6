package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Checks, step by step, that each has what it needs, and knows what was measured so far. */
final class StepOrder {

  private final Set<String> names = new HashSet<>();
  private final Set<StepKind.Part> made = EnumSet.noneOf(StepKind.Part.class);
  private final Set<String> values = new LinkedHashSet<>();
  private String global = "";

  /** The next step of the recipe. */
  void next(StepKind kind, Setting at) {
    if (!names.add(kind.name())) {
      throw at.mistake("the step '" + kind.name() + "' stands twice");
    }
    Optional<StepKind.Part> missing =
        kind.needs().stream().filter(need -> !made.contains(need)).sorted().findFirst();
    if (!(kind instanceof StepKind.OfPages pages)) {
      global = kind.name();
    } else {
      made.addAll(pages.gives());
    }
    if (kind instanceof StepKind.OfPages && !global.isEmpty()) {
      throw at.mistake(
          "the step '"
              + kind.name()
              + "' looks at pages alone and must stand before '"
              + global
              + "', which compares them");
    }
    missing.ifPresent(
        need -> {
          throw at.mistake("the step '" + kind.name() + "' must stand after '" + maker(need) + "'");
        });
  }

  /** A step with an unknown name: whatever later ones need may be what it was meant to make. */
  void unknown() {
    made.addAll(EnumSet.allOf(StepKind.Part.class));
  }

  /** The rules of a step can be asked for by those after it. */
  void measured(StepKind kind) {
    values.addAll(kind.rules());
  }

  /** Whether a step before has told the language. */
  boolean isLanguageTold() {
    return made.contains(StepKind.Part.LANGUAGE);
  }

  /** Says that no step so far measures a value, if that is so. */
  void requireMeasured(String value, Setting at) {
    if (values.contains(value)) {
      return;
    }
    for (StepKind kind : StepKinds.ALL) {
      if (kind.rules().contains(value)) {
        throw at.mistake(
            "no step before this one measures '"
                + value
                + "': it needs '"
                + kind.name()
                + "' before it");
      }
    }
    throw at.mistake("no step measures '" + value + "'" + Nearest.hint(value, values));
  }

  /**
   * The end of the recipe. One that neither reads nor compares pages makes no texts: it is for
   * formats that hold raw pages.
   */
  void end(Setting list) {
    boolean readsPages = !global.isEmpty() || !made.isEmpty();
    if (readsPages && !made.contains(StepKind.Part.TEXT)) {
      throw list.mistake("a recipe needs the step '" + maker(StepKind.Part.TEXT) + "'");
    }
  }

  static String maker(StepKind.Part part) {
    for (StepKind kind : StepKinds.ALL) {
      if (kind instanceof StepKind.OfPages pages && pages.gives().contains(part)) {
        return kind.name();
      }
    }
    throw new IllegalStateException("no step makes " + part);
  }
}
