package dev.sluice.spark;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.report.History;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.corpus.work.ExportFacts;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.work.Version;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.spark.choose.DistributedChoice;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.Orders;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PageRow;
import dev.sluice.spark.model.TokenizerFile;
import dev.sluice.spark.prepare.Prepared;
import dev.sluice.spark.wire.RowRegistrator;
import dev.sluice.spark.wire.Worker;
import dev.sluice.spark.write.CorpusWriting;
import dev.sluice.spark.write.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Turns raw pages into a corpus on a cluster, as {@link dev.sluice.corpus.Export} does on one
 * machine: the same pages, recipe and version of Sluice give the same bytes, whatever the number of
 * machines and partitions.
 *
 * <p><b>Prepare</b>: pages are sorted by their keys, which spreads a giant host over partitions,
 * and cleaned where they lie. <b>Choose</b>: the steps that compare meet by shuffles of keys.
 * <b>Write</b>: each shard is a task, and the driver writes ledger, report and manifest.
 *
 * <p>A lost executor costs its work, and nothing else. A job that dies leaves no manifest, and is
 * begun anew in another folder.
 */
public final class ClusterExport {

  private final JavaSparkContext spark;

  /**
   * An export by a context whose configuration came from {@link #configured}.
   *
   * @throws SettingsException if it did not
   */
  public ClusterExport(JavaSparkContext spark) {
    if (!RowRegistrator.isOn(spark.getConf())) {
      throw new SettingsException(
          "the Spark context does not know Sluice's rows: make it with ClusterExport.configured");
    }
    this.spark = spark;
  }

  /** The same configuration, and what Sluice needs beside. */
  public static SparkConf configured(SparkConf conf) {
    return RowRegistrator.on(conf).setIfMissing("spark.rdd.compress", "true");
  }

  /**
   * Runs an export to its end.
   *
   * @param pages in any order; read several times
   * @return what is in the folder now
   * @throws SettingsException if something asked for cannot be had; nothing is written then
   */
  public Manifest run(JavaRDD<PageRow> pages, ClusterRequest asked) {
    refuseTextsOfNone(asked.request());
    History history =
        History.read(
            asked.request().earlier(), asked.request().recipe().name(), asked.request().folder());
    Broadcast<Worker> worker = spark.broadcast(new Worker(orders(asked)));
    OutputFiles files = OutputFiles.claim(spark, asked.folder());
    Prepared prepared = Prepared.of(spark, pages, asked.partitions(), worker);
    JavaPairRDD<Integer, CandidateRow> candidates =
        prepared.candidates().persist(StorageLevel.MEMORY_AND_DISK_SER());
    DistributedChoice choice =
        new DistributedChoice(
            spark, () -> GlobalSteps.of(worker.value().orders().recipe()).byNumber());
    JavaRDD<OutcomeRow> outcomes = choice.choose(candidates, prepared.texts());
    CorpusWriting writing =
        new CorpusWriting(spark, facts(asked), worker, files, asked.request().shardTextBytes());
    Manifest manifest = writing.run(prepared, candidates, outcomes, history);
    outcomes.unpersist();
    candidates.unpersist();
    prepared.close();
    return manifest;
  }

  private static void refuseTextsOfNone(ExportRequest request) {
    if (request.format().content() == ShardFormat.Content.TEXTS && !request.recipe().makesTexts()) {
      throw new SettingsException(
          "the recipe '%s' makes no texts, and %s is made of them: take --format warc, or a recipe with the step 'extract'"
              .formatted(request.recipe().name(), request.format().name()));
    }
  }

  private static ExportFacts facts(ClusterRequest asked) {
    ExportRequest request = asked.request();
    return new ExportFacts(
        Version.current(),
        request.source(),
        asked.snapshot(),
        Optional.empty(),
        request.recipe(),
        request.format(),
        asked.takedowns(),
        request.mix());
  }

  private static Orders orders(ClusterRequest asked) {
    ExportRequest request = asked.request();
    return new Orders(
        request.recipe(),
        asked.takedowns(),
        request.source(),
        asked.snapshot(),
        request.format().name(),
        request.format().content() == ShardFormat.Content.RAW_PAGES,
        request.format().tokenizer().isPresent(),
        asked.tokenizer().map(ClusterExport::read),
        request.mix().map(Mix::unit),
        request.mix().map(Mix::asksForTags).orElse(false));
  }

  private static TokenizerFile read(TokenizerSettings settings) {
    Path file = settings.file();
    try {
      return new TokenizerFile(
          String.valueOf(file.getFileName()),
          Files.readAllBytes(file),
          settings.pattern(),
          settings.endOfDocument());
    } catch (IOException unreadable) {
      throw new SettingsException(
          "the tokenizer " + file + " cannot be read: name a file that is there");
    }
  }
}
