package dev.sluice.corpus.columns;

import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Whether the dictionary of a chunk has all that is in the chunk. */
final class Words {

  private Words() {}

  static boolean areAll(ColumnChunkMetaData chunk) {
    EncodingStats stats = chunk.getEncodingStats();
    return stats != null && !stats.hasNonDictionaryEncodedPages();
  }
}
