package dev.sluice.engine.model;

import java.util.List;

/**
 * What a seed file, or a folder of them, holds.
 *
 * @param seeds the seeds that could be read, in order; no two of the same URL
 * @param mistakes what could not be read, each with its file and line
 */
public record SeedList(List<Seed> seeds, List<String> mistakes) {

  public SeedList {
    seeds = List.copyOf(seeds);
    mistakes = List.copyOf(mistakes);
  }
}
