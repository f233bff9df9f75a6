package dev.sluice.pages.settings;

import java.nio.file.Path;

/** A mistake in what the user wrote; the message names the file and line and says what to do. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message);
  }

  /** A mistake at a place in a file; lines count from 1. */
  public static SettingsException at(Path file, int line, String mistake) {
    return at(file.toString(), line, mistake);
  }

  /** A mistake at a place in a named source; lines count from 1. */
  public static SettingsException at(String source, int line, String mistake) {
    return new SettingsException(source + ":" + line + ": " + mistake);
  }
}
