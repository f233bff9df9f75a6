package dev.sluice.corpus.bad;

import org.rocksdb.RocksDB;
import picocli.CommandLine;

/** Speaks third parties' APIs outside of their rooms. */
record SpeaksRocks(RocksDB db, CommandLine line) {}
