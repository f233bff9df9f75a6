/** What does it cost to make a corpus of stored pages? */
@NullMarked
package dev.sluice.bench.export;

import org.jspecify.annotations.NullMarked;
