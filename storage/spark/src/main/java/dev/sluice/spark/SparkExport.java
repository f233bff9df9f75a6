package dev.sluice.spark;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.spark.input.InputFiles;
import dev.sluice.spark.input.ReadInput;
import dev.sluice.spark.model.InputReport;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The job that spark-submit runs: archives in, a corpus out. Where it runs and with how much
 * memory, spark-submit has said.
 */
public final class SparkExport {

  private static final String NAME = "sluice export";

  private final ArchivePages archives;

  /**
   * @param archives makes pages of records
   */
  public SparkExport(ArchivePages archives) {
    this.archives = archives;
  }

  /**
   * What a job made.
   *
   * @param input what was found in the archives
   */
  public record Outcome(Manifest manifest, InputReport input) {}

  /**
   * Runs it to its end.
   *
   * @throws SettingsException if something asked for cannot be had; nothing is written then
   */
  public Outcome run(SparkRequest request) {
    SparkConf conf = ClusterExport.configured(new SparkConf().setIfMissing("spark.app.name", NAME));
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      ReadInput input = new InputFiles(spark, archives).read(request.inputs(), request.base());
      ClusterRequest pages =
          request.ofPages(input.report().bytes(), spark.defaultParallelism(), input.name());
      return new Outcome(new ClusterExport(spark).run(input.pages(), pages), input.report());
    }
  }
}
