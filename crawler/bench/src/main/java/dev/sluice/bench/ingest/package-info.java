/**
 * How many discovered URLs a second does the frontier take in, and does it stay so as it grows?
 *
 * <p>The URLs are made: as many known ones among them, as skewed over hosts and as long as those
 * that a crawl of the web brings.
 */
@NullMarked
package dev.sluice.bench.ingest;

import org.jspecify.annotations.NullMarked;
