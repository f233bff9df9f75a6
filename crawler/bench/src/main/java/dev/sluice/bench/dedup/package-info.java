/** How well and how fast are duplicates found? Measurements of the room {@code corpus.dedup}. */
@NullMarked
package dev.sluice.bench.dedup;

import org.jspecify.annotations.NullMarked;
