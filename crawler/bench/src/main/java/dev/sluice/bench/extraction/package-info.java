/**
 * How well, and how fast, is the main text of pages found? And how is the chooser of blocks
 * trained? LightGBM is spoken here only.
 */
@NullMarked
package dev.sluice.bench.extraction;

import org.jspecify.annotations.NullMarked;
