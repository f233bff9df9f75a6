package dev.sluice.bench.command;

import java.io.IOException;
import java.util.List;

/** One thing that the harness can measure. */
public interface Command {

  /** The word that calls it. */
  String name();

  /** What it measures, for the help. */
  String says();

  /** The options that it knows. */
  List<Option> options();

  /**
   * Measures.
   *
   * @return the exit code: 0 if all that had to hold held
   * @throws IOException if a file or another process cannot be had
   */
  int run(Options given, Place place) throws IOException, InterruptedException;
}
