/**
 * How are ordered tables kept on disk? RocksDB, and the only place that speaks to it: column
 * families as tables, write batches, fixed views, and its errors turned into ours.
 */
@NullMarked
package dev.sluice.pages.rocks;

import org.jspecify.annotations.NullMarked;
