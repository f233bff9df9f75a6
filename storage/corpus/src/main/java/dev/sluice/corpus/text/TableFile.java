package dev.sluice.corpus.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A table on the class path: a row a line, fields separated by tabs, comments after {@code #}.
 *
 * @param beside the class that the file lies beside
 * @param name the file's name
 */
public record TableFile(Class<?> beside, String name) {

  /**
   * The rows in order, as their fields.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public List<String[]> rows() {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
