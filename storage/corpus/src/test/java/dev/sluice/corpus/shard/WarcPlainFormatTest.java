package dev.sluice.corpus.shard;

class WarcPlainFormatTest extends WarcFormatTest {

  @Override
  ShardFormat format() {
    return new WarcFormat(WarcFormat.Packing.NONE);
  }
}
