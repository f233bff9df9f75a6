package dev.sluice.bench.contest;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a contestant is to do.
 *
 * @param folder for its data; does not exist yet
 * @param seeds a file of URLs, one a line
 * @param delay from the end of a host's answer to the next request to it
 * @param threads requests at the same time
 */
public record Task(Path folder, Path seeds, Duration delay, int threads) {}
