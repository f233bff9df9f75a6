package dev.sluice.corpus.model;

import java.util.List;

/**
 * The steps that turn raw pages into a corpus, in order, every parameter written out.
 *
 * @param name what the recipe is called
 * @param version its own version, from 1
 * @param description for people
 * @param steps page steps first, then global steps
 * @param expanded the whole recipe as YAML, all defaults written out, in canonical form
 * @param hash SHA-256 of {@code expanded} in UTF-8, 64 hexadecimal digits
 */
public record Recipe(
    String name, int version, String description, List<Step> steps, String expanded, String hash) {

  /** One step: the name of a {@link StepKind} and a value for each of its parameters. */
  public record Step(String name, Parameters parameters) {}

  public Recipe {
    steps = List.copyOf(steps);
  }

  /** Name and version, such as {@code web@1}. */
  public String label() {
    return name + "@" + version;
  }
}
