/** Is this link ours? The extent of the seeds, depth, and traps. */
@NullMarked
package dev.sluice.engine.scope;

import org.jspecify.annotations.NullMarked;
