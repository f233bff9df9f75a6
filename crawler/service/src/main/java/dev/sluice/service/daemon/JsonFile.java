package dev.sluice.service.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small file with one record as JSON, in snake case, that others read while it is written over:
 * they see the record before or the one after.
 *
 * <p>It is not forced to the disk. After a power cut it may be an old one, or unreadable.
 *
 * @param <T> what it holds
 */
record JsonFile<T extends Record>(Path path, Class<T> type) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Puts a record in the place of what was there; if that fails, what was there stays. */
  void write(T value) throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".tmp");
    try {
      Files.writeString(unfinished, MAPPER.writeValueAsString(value) + "\n");
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notWritten) {
      Files.deleteIfExists(unfinished);
      throw notWritten;
    }
  }

  /** The record; nothing if the file is not there or cannot be read. */
  Optional<T> read() {
    try {
      return Optional.of(MAPPER.readValue(Files.readString(path), type));
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }
}
