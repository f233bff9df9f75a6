/** Is robots.txt read as RFC 9309 asks? */
@NullMarked
package dev.sluice.engine.robots;

import org.jspecify.annotations.NullMarked;
