/**
 * What if the corpus outgrows one machine? The corpus functions as Spark jobs, which give the same
 * documents as an export on one machine.
 *
 * <p>Nothing here may touch RocksDB, since Spark brings one of its own.
 */
@NullMarked
package dev.sluice.spark;

import org.jspecify.annotations.NullMarked;
