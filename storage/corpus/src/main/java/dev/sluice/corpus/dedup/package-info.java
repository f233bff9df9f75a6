/**
 * Who says the same? The global steps: candidates compared with each other, of which one is kept.
 * They see signatures only, never texts, and their choice depends on nothing but these.
 */
@NullMarked
package dev.sluice.corpus.dedup;

import org.jspecify.annotations.NullMarked;
