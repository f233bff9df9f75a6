/**
 * Who says the same? The global steps, which compare candidates with each other.
 *
 * <p>Two kinds of steps. {@code newest-capture}, {@code exact-duplicate} and {@code near-duplicate}
 * drop pages: {@link dev.sluice.corpus.dedup.KeepPolicy} says which of several stays. {@code
 * repeated-lines} and {@code repeated-spans} take text out of pages. All of them compare only pages
 * of one {@link dev.sluice.corpus.dedup.Scope}.
 *
 * <p>They see signatures and what they took of each page while it was cleaned (imprints), never
 * texts. What must meet is given a key of 64 bits, and keys are sorted, on the disk where they are
 * many; so memory holds a few bytes a candidate, and the order of pages, which is that of their
 * URLs, settles every tie. Keys of earlier exports are asked for in the same order.
 *
 * <p>Of a step that comes to a page: {@code imprint} and {@code keys} make pure functions of it,
 * {@code choose} brings equal keys together, {@code Clusters} tells after all steps who stands for
 * whom.
 */
@NullMarked
package dev.sluice.corpus.dedup;

import org.jspecify.annotations.NullMarked;
