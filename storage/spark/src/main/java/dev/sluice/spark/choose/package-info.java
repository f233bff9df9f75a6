/**
 * Who says the same? The global steps of a recipe as shuffles, with the same winners, numbers and
 * cuts as {@link dev.sluice.corpus.model.GlobalStep#choose} gives.
 *
 * <p>Every step says by its {@link dev.sluice.corpus.model.Comparison} what it compares. Here it is
 * only brought together: by {@link dev.sluice.spark.choose.Meeting}, by {@link
 * dev.sluice.spark.choose.Links} and {@link dev.sluice.spark.choose.Components}.
 *
 * <p><b>Skew.</b> Candidates stay in their partitions, which are equal slices of the order of keys.
 * What travels is what a block of a few thousand of them says of a key, once a block, and the
 * answer to that block. So neither a key that a million pages have nor a page that a million are
 * like makes a task longer than a million divided by the size of a block.
 */
@NullMarked
package dev.sluice.spark.choose;

import org.jspecify.annotations.NullMarked;
