/**
 * What does a page take on the disk, and how quickly does it come and go? Measurements of the store
 * by itself: {@link dev.sluice.bench.storage.StorageBench} of a crawled folder, {@link
 * dev.sluice.bench.storage.FillBench} of one that it fills.
 */
@NullMarked
package dev.sluice.bench.storage;

import org.jspecify.annotations.NullMarked;
