package dev.sluice.pages.rocks;

import dev.sluice.pages.model.TableSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionOptionsUniversal;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.TablePropertiesCollectorFactory;
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
 * <p>Bodies lie in large blocks, so that neighbours are compressed together. They are only ever
 * added, so their files are merged by size and not by level (RocksDB's universal compaction), and
 * late: the first four dozen files stay as they were written. What a crawl does must be cheap, so
 * it compresses lightly; hard compression in still larger blocks, which takes a hundred times as
 * long, is for who asks for it ({@link Effort#HARD}). Reading skips files by their Bloom filters,
 * so some dozens of them cost it little. Nothing is ever written over, so what is older is not
 * merged to save space.
 *
 * <p>Records are looked up one here and one there, and what is looked up is rarely in the cache. So
 * they lie in small blocks, which are quick to read and to search. Each link goes there and into a
 * queue, in no order, so both are merged late and compressed with LZ4: with the usual options it
 * cost twice as much to take a URL in when ten million were known as at the beginning.
 *
 * <p>Postings are looked for by the beginnings of their keys, so those are what their Bloom filters
 * hold.
 *
 * <p>A queue is read from its beginning and taken away there. Where deletions pile up, reading has
 * to step over them, so a file that is full of them is compacted at once.
 */
final class RocksLayout implements AutoCloseable {

  private static final long BLOCK_CACHE_BYTES = 48L << 20;
  private static final long ALL_WRITE_BUFFERS_BYTES = 64L << 20;
  private static final long WRITE_BUFFER_BYTES = 32L << 20;
  private static final long MAX_LOG_BYTES = 128L << 20;

  /** Read ahead of each file that is merged; some dozens may be merged at once. */
  private static final int MERGE_READ_BYTES = 256 << 10;

  /** Few, since a shard of the cache must hold several blocks of bodies. */
  private static final int CACHE_SHARD_BITS = 1;

  /** Files of records that are merged into the others at once; each link is looked for in each. */
  private static final int RECORD_RUNS = 8;

  private static final long BODY_BUFFER_BYTES = 32L << 20;
  private static final int BODY_RUNS = 48;
  private static final int MOST_BODY_RUNS = 144;
  private static final int PERCENT_YOUNG = 2000;

  /** A file of a queue is compacted where half of so many rows in turn are deletions. */
  private static final int QUEUE_WINDOW = 4096;

  private static final double BLOOM_BITS_PER_KEY = 10;

  /** Entries for each slot of the hash table that a block of records has. */
  private static final double HASH_TABLE_LOAD = 0.75;

  /** Of a write buffer, for a Bloom filter of its rows: most look-ups are for what is not there. */
  private static final double BUFFER_BLOOM_SHARE = 0.02;

  /** How hard what is written is compressed. */
  enum Effort {
    /** For a crawl: pages come and go quickly. */
    LIGHT(4 << 10, 16 << 10, 512 << 10, 1, 1),

    /** For what is kept. */
    HARD(16 << 10, 128 << 10, 3 << 20, 16, 17);

    private final int recordBlockBytes;
    private final int rowBlockBytes;
    private final int bodyBlockBytes;
    private final int rowLevel;
    private final int bodyLevel;

    Effort(
        int recordBlockBytes, int rowBlockBytes, int bodyBlockBytes, int rowLevel, int bodyLevel) {
      this.recordBlockBytes = recordBlockBytes;
      this.rowBlockBytes = rowBlockBytes;
      this.bodyBlockBytes = bodyBlockBytes;
      this.rowLevel = rowLevel;
      this.bodyLevel = bodyLevel;
    }
  }

  private final Effort effort;

  /** What RocksDB refers to by address and must therefore outlive it; closed in reverse order. */
  private final Deque<AbstractNativeReference> owned = new ArrayDeque<>();

  private final LRUCache cache = own(new LRUCache(BLOCK_CACHE_BYTES, CACHE_SHARD_BITS));
  private final BloomFilter bloom = own(new BloomFilter(BLOOM_BITS_PER_KEY));
  private final DBOptions database = own(new DBOptions());

  RocksLayout(Effort effort) {
    this.effort = effort;
    database
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        // Threads that wait to commit would spin otherwise, on processors that have better to do.
        .setEnableWriteThreadAdaptiveYield(false)
        // One to flush; and while one merges all bodies, another must go on with young ones.
        .setMaxBackgroundJobs(3)
        .setCompactionReadaheadSize(MERGE_READ_BYTES)
        .setDbWriteBufferSize(ALL_WRITE_BUFFERS_BYTES)
        .setMaxTotalWalSize(MAX_LOG_BYTES)
        // A reader must hold every file open, or the writer could delete it meanwhile.
        .setMaxOpenFiles(-1)
        // A torn last record is what a killed process leaves; damage anywhere else is an error.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setStatsDumpPeriodSec(0);
  }

  /** How many threads may share the compaction of one table. */
  int compactionThreads() {
    return effort == Effort.HARD ? Math.min(4, Runtime.getRuntime().availableProcessors()) : 1;
  }

  DBOptions database() {
    return database;
  }

  ColumnFamilyDescriptor family(byte[] name, TableSpec.Kind kind) {
    return new ColumnFamilyDescriptor(name, options(kind));
  }

  /** How files are written that are loaded into a table. To be closed by the caller. */
  Options file(TableSpec.Kind kind) {
    return new Options(database, options(kind));
  }

  private ColumnFamilyOptions options(TableSpec.Kind kind) {
    return switch (kind) {
      case ROWS -> rows(new ColumnFamilyOptions());
      case RECORDS -> records();
      case QUEUE -> quick(rows(compactedOnDeletion()));
      case COUNTERS ->
          rows(new ColumnFamilyOptions()).setMergeOperator(own(new UInt64AddOperator()));
      case BODIES -> bodies();
      case POSTINGS -> postings();
    };
  }

  private ColumnFamilyOptions rows(ColumnFamilyOptions options) {
    return own(options)
        .setTableFormatConfig(blocks(effort.rowBlockBytes))
        .setWriteBufferSize(WRITE_BUFFER_BYTES)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setBottommostCompressionOptions(zstd(effort.rowLevel).setEnabled(true));
  }

  private ColumnFamilyOptions postings() {
    return rows(new ColumnFamilyOptions())
        .useFixedLengthPrefixExtractor(TableSpec.POSTING_PREFIX_BYTES)
        .setTableFormatConfig(blocks(effort.rowBlockBytes).setWholeKeyFiltering(false));
  }

  private ColumnFamilyOptions records() {
    ColumnFamilyOptions options =
        rows(new ColumnFamilyOptions())
            .setMemtablePrefixBloomSizeRatio(BUFFER_BLOOM_SHARE)
            .setMemtableWholeKeyFiltering(true);
    options.setTableFormatConfig(
        blocks(effort.recordBlockBytes)
            .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
            .setDataBlockHashTableUtilRatio(HASH_TABLE_LOAD));
    return quick(options);
  }

  /** For tables into which each link goes: merged rarely, and by a crawl compressed with LZ4. */
  private ColumnFamilyOptions quick(ColumnFamilyOptions options) {
    options
        .setLevel0FileNumCompactionTrigger(RECORD_RUNS)
        .setLevel0SlowdownWritesTrigger(3 * RECORD_RUNS)
        .setLevel0StopWritesTrigger(5 * RECORD_RUNS)
        .setMaxBytesForLevelBase(RECORD_RUNS * WRITE_BUFFER_BYTES);
    return effort == Effort.HARD
        ? options
        : options.setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  /** Options that only the older kind of RocksDB's options can be given in Java. */
  private ColumnFamilyOptions compactedOnDeletion() {
    Options options = own(new Options());
    options.setTablePropertiesCollectorFactory(
        List.of(
            own(
                TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(
                    QUEUE_WINDOW, QUEUE_WINDOW / 2, 0))));
    return new ColumnFamilyOptions(options);
  }

  private ColumnFamilyOptions bodies() {
    CompactionOptionsUniversal bySize =
        own(new CompactionOptionsUniversal())
            .setMaxSizeAmplificationPercent(PERCENT_YOUNG)
            .setAllowTrivialMove(true);
    return own(new ColumnFamilyOptions())
        .setTableFormatConfig(blocks(effort.bodyBlockBytes))
        .setWriteBufferSize(BODY_BUFFER_BYTES)
        .setCompactionStyle(CompactionStyle.UNIVERSAL)
        .setCompactionOptionsUniversal(bySize)
        .setLevel0FileNumCompactionTrigger(BODY_RUNS)
        .setLevel0SlowdownWritesTrigger(MOST_BODY_RUNS)
        .setLevel0StopWritesTrigger(2 * MOST_BODY_RUNS)
        .setCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setCompressionOptions(zstd(effort.bodyLevel));
  }

  private CompressionOptions zstd(int level) {
    return own(new CompressionOptions()).setLevel(level);
  }

  private BlockBasedTableConfig blocks(int bytes) {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setBlockSize(bytes)
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
