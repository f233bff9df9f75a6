package dev.sluice.engine.model;

import java.io.IOException;
import java.io.InputStream;

/**
 * An archive to import.
 *
 * @param name what it is called in messages: its path
 * @param tag what its captures are marked with: the file's name
 * @param opening opens it at its beginning
 */
public record ImportSource(String name, String tag, Opening opening) {

  /** Opens an archive. */
  @FunctionalInterface
  public interface Opening {
    /** The bytes of the file, as they are on the disk. */
    InputStream open() throws IOException;
  }
}
