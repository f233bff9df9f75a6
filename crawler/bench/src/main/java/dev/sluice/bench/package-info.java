/**
 * How fast is it, and beside whom? The throughput harness, comparisons with other crawlers, and
 * microbenchmarks. It may see every module, so the rules of the house are tested here, too.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
