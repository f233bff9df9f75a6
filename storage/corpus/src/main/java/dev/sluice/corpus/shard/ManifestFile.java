package dev.sluice.corpus.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.corpus.model.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads {@code manifest.json}: the manifest's components in their order, in snake case.
 */
public final class ManifestFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              it -> it.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ManifestFile() {}

  /** Writes the manifest of an export, which is whole with it. */
  public static void write(OutputFolder folder, Manifest manifest) {
    String json = MAPPER.writeValueAsString(manifest).replace("\r\n", "\n") + "\n";
    try (NewFile file = folder.begin(OutputFolder.MANIFEST)) {
      write(file, json);
      file.finish();
    }
  }

  private static void write(NewFile file, String json) {
    try {
      file.out().write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  /** Reads the manifest of a finished export. */
  public static Manifest read(Path folder) {
    Path file = folder.resolve(OutputFolder.MANIFEST);
    try {
      return MAPPER.readValue(Files.readString(file), Manifest.class);
    } catch (IOException | JacksonException unreadable) {
      throw FileTrouble.reading(file, unreadable);
    }
  }
}
