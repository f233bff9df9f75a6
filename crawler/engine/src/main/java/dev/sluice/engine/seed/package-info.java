/** Where do we start? Seed files, read as a whole, with every mistake named. */
@NullMarked
package dev.sluice.engine.seed;

import org.jspecify.annotations.NullMarked;
