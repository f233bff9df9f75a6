package dev.sluice.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.json.JsonMapper;

/** A file of raw figures, one JSON object a line. */
public final class JsonLines {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;

  /** The figures of a file, which is made when it is missing and added to when it is not. */
  public JsonLines(Path file) {
    this.file = file;
  }

  /** Adds a record as a line. */
  public void add(Record figures) throws IOException {
    Files.writeString(
        file,
        write(figures) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A record as one line of JSON, without the line's end. */
  public static String write(Record figures) {
    return MAPPER.writeValueAsString(figures);
  }

  /** Reads what {@link #write} wrote. */
  public static <T extends Record> T read(String line, Class<T> type) {
    return MAPPER.readValue(line, type);
  }
}
