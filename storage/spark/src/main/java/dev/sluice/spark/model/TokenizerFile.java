package dev.sluice.spark.model;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.util.Optional;

/**
 * A tokenizer that travels to the executors.
 *
 * @param name of its file, without folders
 * @param content of the file
 * @param pattern how it cuts texts into words, if the user says that
 * @param endOfDocument the token behind each document, as the user names it
 */
public record TokenizerFile(
    String name, byte[] content, Optional<String> pattern, String endOfDocument) {

  void write(RowWriter out) {
    out.text(name).bytes(content).flag(pattern.isPresent());
    pattern.ifPresent(out::text);
    out.text(endOfDocument);
  }

  static TokenizerFile read(RowReader in) {
    return new TokenizerFile(
        in.text(), in.bytes(), in.flag() ? Optional.of(in.text()) : Optional.empty(), in.text());
  }
}
