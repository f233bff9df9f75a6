package dev.sluice.peers;

import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHasher;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.MinHashLSH;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Makes MinHash signatures of texts that are cut into words already, by another library, and writes
 * the CPU time of the fastest of several rounds, in seconds, for the whole process: what it has for
 * garbage and compiler counts.
 */
public final class MinHashPeer {

  private static final int DIMENSIONS = 1 << 24;

  private MinHashPeer() {}

  private interface Round {
    void run();
  }

  /**
   * Arguments: spark, hash4j-minhash or hash4j-superminhash; the file of texts, a line each, their
   * words apart by spaces; words of a shingle; hashes of a signature; rounds; the file to write.
   */
  public static void main(String[] words) throws IOException {
    Path texts = Path.of(words[1]);
    int shingle = Integer.parseInt(words[2]);
    int hashes = Integer.parseInt(words[3]);
    int rounds = Integer.parseInt(words[4]);
    double seconds =
        switch (words[0]) {
          case "spark" -> spark(texts, shingle, hashes, rounds);
          case "hash4j-minhash" -> hash4j(texts, shingle, SimilarityHashing.minHash(hashes, 32), rounds);
          case "hash4j-superminhash" -> hash4j(texts, shingle, SimilarityHashing.superMinHash(hashes, 32), rounds);
          default -> throw new IllegalArgumentException("no peer " + words[0]);
        };
    Files.writeString(Path.of(words[5]), String.format(Locale.ROOT, "%.6f%n", seconds));
  }

  private static double spark(Path texts, int shingle, int hashes, int rounds) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      Dataset<Row> cut =
          spark
              .read()
              .text(texts.toString())
              .select(functions.split(functions.col("value"), " ").as("words"))
              .where(functions.size(functions.col("words")).geq(shingle))
              .cache();
      cut.count();
      NGram ngrams = new NGram().setN(shingle).setInputCol("words").setOutputCol("shingles");
      HashingTF vectors =
          new HashingTF()
              .setNumFeatures(DIMENSIONS)
              .setBinary(true)
              .setInputCol("shingles")
              .setOutputCol("vector");
      MinHashLSH minHash =
          new MinHashLSH().setNumHashTables(hashes).setInputCol("vector").setOutputCol("signature");
      PipelineModel model =
          new Pipeline().setStages(new PipelineStage[] {ngrams, vectors, minHash}).fit(cut);
      return fastest(
          rounds,
          () ->
              model
                  .transform(cut)
                  .select("signature")
                  .write()
                  .format("noop")
                  .mode("overwrite")
                  .save());
    }
  }

  private static double hash4j(Path texts, int shingle, SimilarityHashPolicy policy, int rounds) throws IOException {
    List<String[]> cut = Files.readAllLines(texts).stream().map(line -> line.split(" ")).toList();
    SimilarityHasher hasher = policy.createHasher();
    return fastest(
        rounds,
        () -> {
          long sum = 0;
          for (String[] words : cut) {
            if (words.length >= shingle) {
              sum += hasher.compute(ElementHashProvider.ofValues(shingles(words, shingle)))[0];
            }
          }
          if (sum == Long.MIN_VALUE) {
            throw new IllegalStateException("the work was left out");
          }
        });
  }

  private static long[] shingles(String[] words, int shingle) {
    long[] hashes = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      hashes[i] = Hashing.xxh3_64().hashCharsToLong(words[i]);
    }
    long[] shingles = new long[words.length - shingle + 1];
    for (int i = 0; i < shingles.length; i++) {
      long hash = 0;
      for (int j = 0; j < shingle; j++) {
        hash = hash * 0x9e3779b97f4a7c15L + hashes[i + j];
      }
      shingles[i] = hash ^ hash >>> 32;
    }
    return shingles;
  }

  private static double fastest(int rounds, Round round) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double fastest = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long before = system.getProcessCpuTime();
      round.run();
      fastest = Math.min(fastest, (system.getProcessCpuTime() - before) / 1e9);
    }
    return fastest;
  }
}
