/** Are seed files read, and their mistakes named? */
@NullMarked
package dev.sluice.engine.seed;

import org.jspecify.annotations.NullMarked;
