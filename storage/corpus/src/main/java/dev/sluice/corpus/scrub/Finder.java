package dev.sluice.corpus.scrub;

import java.util.function.Consumer;

/** Finds one kind of personal data. Pure, and safe for use by several threads. */
@FunctionalInterface
interface Finder {

  /** Hands over each place where the kind stands, in the order of the text. */
  void find(Folded text, Consumer<Span> found);
}
