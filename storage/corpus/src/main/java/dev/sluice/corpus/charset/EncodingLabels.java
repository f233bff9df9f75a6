package dev.sluice.corpus.charset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The labels by which pages name their encodings, by the WHATWG Encoding Standard, section 4.2:
 * {@code gb2312} means GBK, {@code iso-8859-1} means windows-1252, and so on.
 */
final class EncodingLabels {

  private static final String TABLE = "encodings.tsv";

  private final Map<String, Encoding> byLabel = new HashMap<>();

  /** Reads the table from the class path. */
  EncodingLabels() {
    try (InputStream in =
            Objects.requireNonNull(EncodingLabels.class.getResourceAsStream(TABLE), TABLE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + TABLE, e);
    }
  }

  private void add(String line) {
    if (line.isBlank()) {
      return;
    }
    String[] fields = line.split("\t", -1);
    Encoding encoding = new Encoding(fields[0], Charset.forName(fields[1]));
    for (String label : fields[2].split(" ", -1)) {
      byLabel.put(label, encoding);
    }
  }

  /** The encoding that a label means; nothing if no browser knows the label. */
  Optional<Encoding> find(String label) {
    return Optional.ofNullable(byLabel.get(label.strip().toLowerCase(Locale.ROOT)));
  }

  /**
   * The encoding of this label.
   *
   * @throws IllegalArgumentException if the table does not have it
   */
  Encoding require(String label) {
    return find(label).orElseThrow(() -> new IllegalArgumentException("no encoding: " + label));
  }
}
