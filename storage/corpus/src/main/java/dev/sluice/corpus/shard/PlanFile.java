package dev.sluice.corpus.shard;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads {@code plan.json}: the components of a mix's plan, in snake case. */
public final class PlanFile {

  /** Name of the file. */
  public static final String NAME = "plan.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(Include.NON_ABSENT))
          .build();

  private PlanFile() {}

  /**
   * Puts a plan into a folder in place of the one that is there.
   *
   * @param plan empty for an export without a mix
   */
  public static void settle(OutputFolder folder, Optional<MixPlan> plan) {
    Path file = folder.path().resolve(NAME);
    try {
      if (plan.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        write(folder, text(plan.get()));
      }
    } catch (IOException notWritable) {
      throw FileTrouble.writing(file, notWritable);
    }
  }

  /** The SHA-256 of what is in the file of a plan, 64 hexadecimal digits. */
  public static String digest(MixPlan plan) {
    return ContentHash.of(text(plan).getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String text(MixPlan plan) {
    return MAPPER.writeValueAsString(plan).replace("\r\n", "\n") + "\n";
  }

  private static void write(OutputFolder folder, String text) throws IOException {
    try (NewFile file = folder.begin(NAME)) {
      file.out().write(text.getBytes(StandardCharsets.UTF_8));
      file.finish();
    }
  }

  /** The plan in a folder. */
  public static MixPlan read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return MAPPER.readValue(Files.readString(file), MixPlan.class);
    } catch (IOException | JacksonException unreadable) {
      throw FileTrouble.reading(file, unreadable);
    }
  }
}
