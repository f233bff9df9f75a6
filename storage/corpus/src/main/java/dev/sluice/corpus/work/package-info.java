/**
 * What does every engine do alike that makes a corpus? An export on one machine and one on Spark
 * bring pages, candidates and documents together in different ways; what is done with each of them,
 * and what is said of it, is here.
 */
@NullMarked
package dev.sluice.corpus.work;

import org.jspecify.annotations.NullMarked;
