/**
 * Where does the CPU time of a crawl go?
 *
 * <p>To threads, as the kernel counts them, which sees the compiler, the garbage collector and
 * RocksDB's own threads; and within Java's threads to owners of code, by the samples of a flight
 * recording. Beside it stands what the two largest parts cost by themselves at the least.
 */
@NullMarked
package dev.sluice.bench.profile;

import org.jspecify.annotations.NullMarked;
