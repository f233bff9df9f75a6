/** How good is the text that pages become? Measurements of the corpus functions. */
@NullMarked
package dev.sluice.bench.corpus;

import org.jspecify.annotations.NullMarked;
