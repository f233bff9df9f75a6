/** Is what is handed out next right, once, and in time? */
@NullMarked
package dev.sluice.engine.frontier;

import org.jspecify.annotations.NullMarked;
