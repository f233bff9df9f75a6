package dev.sluice.corpus.mix;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A mix as its file says it, with every default written out.
 *
 * @param file its name, without folders
 * @param bytes length of the file
 * @param sha256 digest of the file, 64 hexadecimal digits
 * @param unit what is counted
 * @param budget how many units there may be in all; empty for as many as there are
 * @param fills whether others take what a group lacks
 * @param seed of all that looks random
 * @param groups in their order: the first that takes a document has it
 * @param caps what no site may exceed
 * @param repeats how often a document is written that stands for many
 * @param order in which order all are written
 */
public record Mix(
    String file,
    long bytes,
    String sha256,
    MixUnit unit,
    OptionalLong budget,
    boolean fills,
    long seed,
    List<Group> groups,
    List<Cap> caps,
    List<Repeat> repeats,
    Order order) {

  public Mix {
    groups = List.copyOf(groups);
    caps = List.copyOf(caps);
    repeats = List.copyOf(repeats);
  }

  /**
   * Documents that are measured out together.
   *
   * @param share of the whole, in proportion to others'; empty if no group has one
   * @param repeat how often each of its documents counts; below 1 it is a sample
   * @param epochs how often all of it may be gone through to fill its share
   * @param least units that it has at least, if there are so many
   * @param most units that it has at most
   * @param prefer the number by which it is chosen who stays, the highest first; empty for by lot
   */
  record Group(
      String name,
      Selector where,
      OptionalDouble share,
      double repeat,
      int epochs,
      long least,
      long most,
      Optional<String> prefer) {}

  /**
   * What each site, host or other may have.
   *
   * @param share of the budget, or without one of all that there is
   */
  record Cap(Per per, Selector where, OptionalLong most, OptionalDouble share) {}

  /** What a cap is counted for. */
  enum Per {
    SITE,
    HOST,
    SEED,
    LANGUAGE
  }

  /** Documents that stand for so many captures, both inclusive, are written so many times. */
  record Repeat(long from, long to, double times) {}

  /**
   * An order.
   *
   * @param stages one after the other, and at last what none of them takes
   * @param within each stage
   * @param by the number, if that is an order by one
   */
  record Order(List<Stage> stages, Within within, Optional<String> by) {}

  /** A part of an order. */
  record Stage(String name, Selector where) {}

  /** How documents are put one after the other. */
  enum Within {
    KEY,
    SHUFFLE,
    INTERLEAVE_GROUPS,
    INTERLEAVE_SITES,
    ASCENDING,
    DESCENDING
  }

  /** Name of the order, for people. */
  public String orderName() {
    String name = order.within.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String whole = order.by.map(it -> it + " " + name).orElse(name);
    return order.stages.isEmpty() ? whole : order.stages.size() + " stages, each " + whole;
  }

  /** The measured numbers that it asks for. */
  public Set<String> measured() {
    return MixNames.measured(this);
  }

  /** Whether it asks for the tags of seeds. */
  public boolean asksForTags() {
    return MixNames.selectors(this)
        .flatMap(it -> it.conditions().stream())
        .anyMatch(Selector.Tagged.class::isInstance);
  }
}
