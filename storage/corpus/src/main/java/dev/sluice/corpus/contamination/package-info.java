/**
 * What do benchmarks share with it? Texts that hold pieces of the benchmarks that a user names, so
 * that a model trained on them is not measured by what it has read.
 *
 * <p>Benchmarks and texts become rows of units, words or characters, without case, punctuation and
 * line breaks ({@link dev.sluice.corpus.contamination.Units}). An index holds the hash of each run
 * of n units of each item ({@link dev.sluice.corpus.contamination.BenchmarkIndex}); a text is
 * looked through once.
 */
@NullMarked
package dev.sluice.corpus.contamination;

import org.jspecify.annotations.NullMarked;
