/** Who fetches more for less? Sluice beside other crawlers, on the same web, in turn. */
@NullMarked
package dev.sluice.bench.contest;

import org.jspecify.annotations.NullMarked;
