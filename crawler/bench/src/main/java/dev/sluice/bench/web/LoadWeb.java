package dev.sluice.bench.web;

import java.io.IOException;
import java.nio.file.Path;

/** A web that is served by a process of its own. */
public interface LoadWeb extends AutoCloseable {

  /** Writes the URLs of all front pages to a file, one a line. */
  void writeSeeds(Path file) throws IOException;

  /** Requests so far; cheap. */
  long requests() throws IOException;

  /** What was seen so far; may take a second. */
  WebReport report() throws IOException;

  /** Forgets what was seen. */
  void reset() throws IOException;

  /** Ends the process. */
  @Override
  void close();
}
