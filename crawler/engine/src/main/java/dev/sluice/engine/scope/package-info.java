/**
 * Is this link ours? The extent of the seeds, their patterns and depth, traps by the looks of a
 * URL, and what a host's own answers teach of its URLs.
 */
@NullMarked
package dev.sluice.engine.scope;

import org.jspecify.annotations.NullMarked;
