/** Are the characters of real pages right, and how quickly are they had? */
@NullMarked
package dev.sluice.bench.charset;

import org.jspecify.annotations.NullMarked;
