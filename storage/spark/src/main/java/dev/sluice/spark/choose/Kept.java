package dev.sluice.spark.choose;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * What a step keeps on the executors while it runs, as bytes, on their disks where memory is short.
 * Where the context has a folder for checkpoints it is written there as well, so that what follows
 * does not hang on all that came before. Closing lets go of it.
 */
final class Kept implements AutoCloseable {

  private final JavaSparkContext context;
  private final List<JavaRDD<?>> rows = new ArrayList<>();
  private final List<JavaPairRDD<?, ?>> pairs = new ArrayList<>();

  Kept(JavaSparkContext context) {
    this.context = context;
  }

  JavaSparkContext context() {
    return context;
  }

  /** Keeps rows once they are made. */
  <T> JavaRDD<T> keep(JavaRDD<T> some) {
    some.persist(StorageLevel.MEMORY_AND_DISK_SER());
    if (context.getCheckpointDir().isPresent()) {
      some.checkpoint();
    }
    rows.add(some);
    return some;
  }

  /** Keeps pairs once they are made. */
  <K, V> JavaPairRDD<K, V> keep(JavaPairRDD<K, V> some) {
    some.persist(StorageLevel.MEMORY_AND_DISK_SER());
    if (context.getCheckpointDir().isPresent()) {
      some.checkpoint();
    }
    pairs.add(some);
    return some;
  }

  @Override
  public void close() {
    rows.forEach(it -> it.unpersist(false));
    pairs.forEach(it -> it.unpersist(false));
    rows.clear();
    pairs.clear();
  }
}
