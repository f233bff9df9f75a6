package dev.sluice.spark.choose;

import dev.sluice.corpus.model.GlobalStep;
import java.io.Serializable;
import java.util.SortedMap;

/** Makes the comparing steps of a recipe wherever a task needs them. */
@FunctionalInterface
public interface Steps extends Serializable {

  /** The steps by their numbers in the recipe, new ones. */
  SortedMap<Integer, GlobalStep> make();
}
