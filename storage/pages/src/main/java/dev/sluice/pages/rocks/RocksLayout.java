package dev.sluice.pages.rocks;

import dev.sluice.pages.model.TableSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.UInt64AddOperator;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB lays the tables out, and what it may use.
 *
 * <p>Memory is bounded: all tables share one block cache and one allowance for write buffers. Bloom
 * filters and indexes stay outside the cache, because a cache that evicts filters turns each look
 * at an unknown URL into disk reads (url-frontier 2.6 measured ingest falling from 90,000 to 25,000
 * URLs/s that way); they cost about 1.25 bytes a row.
 *
 * <p>Bodies go to blob files, each compressed by itself with zstd: they are written once and never
 * moved again, while an ordinary table would rewrite them in each compaction.
 */
final class RocksLayout implements AutoCloseable {

  private static final long BLOCK_CACHE_BYTES = 64L << 20;
  private static final long ALL_WRITE_BUFFERS_BYTES = 96L << 20;
  private static final long WRITE_BUFFER_BYTES = 32L << 20;
  private static final long MAX_LOG_BYTES = 128L << 20;
  private static final long BLOB_FILE_BYTES = 256L << 20;
  private static final int BLOCK_BYTES = 16 << 10;
  private static final double BLOOM_BITS_PER_KEY = 10;

  /** What RocksDB refers to by address and must therefore outlive it; closed in reverse order. */
  private final Deque<AbstractNativeReference> owned = new ArrayDeque<>();

  private final LRUCache cache = own(new LRUCache(BLOCK_CACHE_BYTES));
  private final BloomFilter bloom = own(new BloomFilter(BLOOM_BITS_PER_KEY));
  private final DBOptions database = own(new DBOptions());

  RocksLayout() {
    database
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setMaxBackgroundJobs(2)
        .setDbWriteBufferSize(ALL_WRITE_BUFFERS_BYTES)
        .setMaxTotalWalSize(MAX_LOG_BYTES)
        // A secondary instance must hold every file open, or the writer could delete it meanwhile.
        .setMaxOpenFiles(-1)
        // A torn last record is what a killed process leaves; damage anywhere else is an error.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setStatsDumpPeriodSec(0);
  }

  DBOptions database() {
    return database;
  }

  ColumnFamilyDescriptor family(byte[] name, TableSpec.Kind kind) {
    return new ColumnFamilyDescriptor(name, options(kind));
  }

  private ColumnFamilyOptions options(TableSpec.Kind kind) {
    ColumnFamilyOptions options = own(new ColumnFamilyOptions());
    options
        .setTableFormatConfig(blocks())
        .setWriteBufferSize(WRITE_BUFFER_BYTES)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
    if (kind == TableSpec.Kind.BODIES) {
      options
          .setEnableBlobFiles(true)
          .setMinBlobSize(0)
          .setBlobFileSize(BLOB_FILE_BYTES)
          .setBlobCompressionType(CompressionType.ZSTD_COMPRESSION);
    }
    if (kind == TableSpec.Kind.COUNTERS) {
      options.setMergeOperator(own(new UInt64AddOperator()));
    }
    return options;
  }

  private BlockBasedTableConfig blocks() {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setBlockSize(BLOCK_BYTES)
        .setFilterPolicy(bloom)
        .setFormatVersion(6);
  }

  private <T extends AbstractNativeReference> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
  }
}
