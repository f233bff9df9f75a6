/**
 * How much of which, in which order? A mix is a YAML file that puts documents into groups, gives
 * each a share of a budget, caps what a site may have, repeats what is worth it, and puts all into
 * an order. {@link dev.sluice.corpus.mix.Mixer} makes a plan of it before anything is written.
 *
 * <p>All of it is pure, and depends on documents' ids and the mix's seed, never on threads: a
 * cluster that brings the same documents together comes to the same plan.
 */
@NullMarked
package dev.sluice.corpus.mix;

import org.jspecify.annotations.NullMarked;
