package dev.sluice.corpus.shard;

class WarcZstdFormatTest extends WarcFormatTest {

  @Override
  ShardFormat format() {
    return new WarcFormat(WarcFormat.Packing.ZSTD);
  }
}
