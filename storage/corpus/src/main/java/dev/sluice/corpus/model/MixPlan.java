package dev.sluice.corpus.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of which a mixed export will write, as {@code plan.json} says before anything is
 * written.
 *
 * @param formatVersion version of this format, 1
 * @param mix name of the mix's file
 * @param sha256 digest of that file
 * @param unit what is counted: {@code tokens}, {@code characters}, {@code bytes}, {@code documents}
 * @param seed of all that is by lot
 * @param order name of the order
 * @param budget units that there may be in all; empty for as many as there are
 * @param available what the recipe has chosen, each document once
 * @param planned what will be written
 * @param groups in the order of the mix
 * @param caps in the order of the mix
 * @param stages of the order, in their order; empty if it has none
 * @param leftOut documents that are not written, by the reason that the ledger names
 * @param shards the files, in order
 */
public record MixPlan(
    int formatVersion,
    String mix,
    String sha256,
    String unit,
    long seed,
    String order,
    Optional<Long> budget,
    Amount available,
    Amount planned,
    List<Group> groups,
    List<Cap> caps,
    List<Stage> stages,
    Map<String, Long> leftOut,
    List<Shard> shards) {

  /** The format version that this class writes. */
  public static final int FORMAT_VERSION = 1;

  /**
   * How much there is of something.
   *
   * @param documents different documents
   * @param written documents with all repeats
   * @param units of what is written, repeats included
   */
  public record Amount(long documents, long written, long units) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0, 0);

    /** Both together. */
    public Amount plus(Amount other) {
      return new Amount(documents + other.documents, written + other.written, units + other.units);
    }
  }

  /**
   * A group.
   *
   * @param name its name; that of one inside another has both names
   * @param where which documents it takes
   * @param share of the whole, all groups together 1; empty if the mix gives no shares
   * @param available what it takes, each document once, before caps
   * @param atMost units that it could have with all repeats and epochs, within caps
   * @param asked units that the mix asks for
   * @param planned what will be written
   * @param shortOf units that it lacks of what was asked for. A group that has enough lacks less
   *     than its shortest document that was left out
   * @param epochs how often its documents are gone through, on average
   */
  public record Group(
      String name,
      String where,
      Optional<Double> share,
      Amount available,
      long atMost,
      long asked,
      Amount planned,
      long shortOf,
      double epochs) {}

  /**
   * A cap.
   *
   * @param per what it is counted for
   * @param where which documents it is about
   * @param most units that each may have
   * @param bitten how many sites, hosts and so on had more
   * @param leftOut what they had too many, each document once
   */
  public record Cap(String per, String where, long most, long bitten, Amount leftOut) {}

  /** A stage of the order, and what comes in it. */
  public record Stage(String name, Amount planned) {}

  /**
   * A file of documents.
   *
   * @param documents how many it will hold, repeats included
   * @param textBytes length of their texts in UTF-8
   */
  public record Shard(String file, long documents, long textBytes) {}

  public MixPlan {
    groups = List.copyOf(groups);
    caps = List.copyOf(caps);
    stages = List.copyOf(stages);
    shards = List.copyOf(shards);
  }

  /** The same with the files. */
  public MixPlan in(List<Shard> files) {
    return new MixPlan(
        formatVersion,
        mix,
        sha256,
        unit,
        seed,
        order,
        budget,
        available,
        planned,
        groups,
        caps,
        stages,
        leftOut,
        files);
  }
}
