package dev.sluice.corpus.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an export is and what is in it, as {@code manifest.json} says: everything that it was made
 * from, and every file with its digest.
 *
 * @param formatVersion version of this format, 1
 * @param sluiceVersion version of the program
 * @param source the documents' {@code source}
 * @param snapshot the state of the store that was read
 * @param recipe the rules applied
 * @param inputs the files that decided something: lists, models, benchmarks, the plan of a mix
 * @param seeds the seeds whose pages are in it, in the order of their names
 * @param takedowns what was kept out since somebody asked for that, if anything was
 * @param counts captures in, documents out, dropped in between
 * @param funnel what each step took in and dropped, in the order of the steps
 * @param languages number of documents by language code
 * @param shards the files of documents, in order
 * @param ledger the file of dropped captures
 * @param index the documents of earlier exports that it was compared with, if it was
 * @param tokenizer what turned texts into tokens, if the format has tokens
 * @param mix how much of which was asked for and came out, if a mix was asked for
 * @param changes what became of the pages of an older snapshot, if it goes on from one
 * @param files all other files that the above decides, by their names: not this one, nor the
 *     report, which also depends on the exports that it compares with, nor {@code SHA256SUMS},
 *     which has all
 */
public record Manifest(
    int formatVersion,
    String sluiceVersion,
    String source,
    SnapshotEntry snapshot,
    RecipeEntry recipe,
    List<InputEntry> inputs,
    List<SeedEntry> seeds,
    Optional<TakedownsEntry> takedowns,
    Counts counts,
    List<FunnelStep> funnel,
    Map<String, Long> languages,
    List<ShardEntry> shards,
    LedgerEntry ledger,
    Optional<IndexEntry> index,
    Optional<TokenizerEntry> tokenizer,
    Optional<MixEntry> mix,
    Optional<ChangesEntry> changes,
    List<FileEntry> files) {

  /** The format version that this class writes. */
  public static final int FORMAT_VERSION = 1;

  /**
   * What was read.
   *
   * @param id the snapshot's
   * @param captures how many captures were read of it
   * @param since id of the snapshot whose captures were left out, if any were
   */
  public record SnapshotEntry(String id, long captures, Optional<String> since) {}

  /**
   * An index of exported documents, as it was before this export.
   *
   * @param exports how many earlier exports it held
   * @param documents how many documents they have
   * @param digest SHA-256 over names and manifests of these exports, 64 hexadecimal digits: equal
   *     ones mean equal content
   * @param comparable for each step that compares: of how many documents the index had such keys as
   *     it makes. Fewer than all if earlier exports were made with other parameters
   */
  public record IndexEntry(
      long exports, long documents, String digest, Map<String, Long> comparable) {

    public IndexEntry {
      comparable = Collections.unmodifiableMap(new LinkedHashMap<>(comparable));
    }
  }

  /** The recipe, with its SHA-256 and its whole text, defaults written out. */
  public record RecipeEntry(String name, int version, String hash, String expanded) {}

  /**
   * A file that decided something.
   *
   * @param kind what it is: {@code list}, {@code model}, {@code benchmark}, {@code mix}
   * @param file its name; as the recipe has it, of a list or a benchmark
   * @param usedBy the step that read it, or the part of the export
   */
  public record InputEntry(String kind, String file, String usedBy, long bytes, String sha256) {}

  /** A seed, and how many captures of its pages came in and documents went out. */
  public record SeedEntry(String name, long captures, long documents) {}

  /**
   * What was kept out on demand.
   *
   * @param entries how many demands there were
   * @param captures how many captures these kept out
   * @param digest SHA-256 over the demands, 64 hexadecimal digits
   */
  public record TakedownsEntry(long entries, long captures, String digest) {}

  /**
   * A mix that was asked for, and what came of it.
   *
   * @param file its file, without folders
   * @param sha256 digest of that file
   * @param plan name of the file in the folder that says it in full
   * @param seed of all that was by lot
   * @param order name of the order
   * @param unit what budgets and shares are counted in: {@code tokens}, {@code characters} ...
   * @param planned how much the plan has
   * @param written how much was written
   */
  public record MixEntry(
      String file,
      String sha256,
      String plan,
      long seed,
      String order,
      String unit,
      MixPlan.Amount planned,
      MixPlan.Amount written) {}

  /**
   * What became of the pages of an older snapshot.
   *
   * @param file name of the file in the folder that lists the documents that are no longer so
   * @param withdrawn how many it lists
   * @param added documents of pages that the older snapshot had none of
   * @param changed documents of pages that it had another of
   * @param gone documents that it had, and whose page has none any more
   * @param after SHA-256 of the manifest of the export that this one follows, if that was named
   */
  public record ChangesEntry(
      String file, long withdrawn, long added, long changed, long gone, Optional<String> after) {}

  /**
   * Captures = documents + dropped. Each document counts once, however often a mix has it: how many
   * were written then, {@link MixEntry} says.
   */
  public record Counts(long captures, long documents, long dropped) {}

  /**
   * What one step did.
   *
   * @param step its name
   * @param in pages that reached it
   * @param dropped pages that it dropped
   * @param rules dropped pages by rule, in the order of the rules; 0 shows a rule that never fired
   */
  public record FunnelStep(String step, long in, long dropped, Map<String, Long> rules) {}

  /**
   * A file of documents.
   *
   * @param file name in the export's folder
   * @param documents how many it holds
   * @param bytes length of the file
   * @param characters Unicode code points of all its texts
   * @param sha256 digest of the file, 64 hexadecimal digits
   * @param tokens how many tokens it holds, if the format has tokens
   * @param beside the other files of the shard, if it has any
   */
  public record ShardEntry(
      String file,
      long documents,
      long bytes,
      long characters,
      String sha256,
      Optional<Long> tokens,
      List<FileEntry> beside) {

    public ShardEntry {
      beside = List.copyOf(beside);
    }
  }

  /** A file: its name in the export's folder, its length and its SHA-256. */
  public record FileEntry(String file, long bytes, String sha256) {}

  /**
   * What turned texts into tokens.
   *
   * @param file its name, without folders
   * @param sha256 digest of the file
   * @param pattern how texts were cut into words, as the user wrote it
   * @param vocabulary how many tokens there are, the highest number and 1
   * @param type what a token is in the files, such as {@code uint16}
   * @param eod the token that ends each document, if one does
   * @param eodNumber its number
   */
  public record TokenizerEntry(
      String file,
      String sha256,
      Optional<String> pattern,
      int vocabulary,
      String type,
      Optional<String> eod,
      Optional<Integer> eodNumber) {}

  /** The ledger: file name, number of rows, length and SHA-256 of the file. */
  public record LedgerEntry(String file, long rows, long bytes, String sha256) {}

  /** Every file that it names, with its digest: shards, what lies beside them, ledger, others. */
  public List<FileEntry> allFiles() {
    List<FileEntry> all = new ArrayList<>();
    for (ShardEntry shard : shards) {
      all.add(new FileEntry(shard.file(), shard.bytes(), shard.sha256()));
      all.addAll(shard.beside());
    }
    all.add(new FileEntry(ledger.file(), ledger.bytes(), ledger.sha256()));
    all.addAll(files);
    return all;
  }

  /** The same with these other files. */
  public Manifest withFiles(List<FileEntry> others) {
    return new Manifest(
        formatVersion,
        sluiceVersion,
        source,
        snapshot,
        recipe,
        inputs,
        seeds,
        takedowns,
        counts,
        funnel,
        languages,
        shards,
        ledger,
        index,
        tokenizer,
        mix,
        changes,
        others);
  }

  public Manifest {
    inputs = List.copyOf(inputs);
    seeds = List.copyOf(seeds);
    files = List.copyOf(files);
    funnel = List.copyOf(funnel);
    shards = List.copyOf(shards);
  }

  /** How many documents the shards hold, each as often as a mix has it. */
  public long written() {
    return mix.map(it -> it.written().written()).orElse(counts.documents());
  }
}
