package dev.sluice.corpus.report;

import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@code report.json}, the components of a {@link Report} in snake case, and {@code
 * report.html}, the same for people; reads the former.
 */
public final class ReportFiles {

  private static final String JSON = "report.json";
  private static final String HTML = "report.html";

  /** The names of the files. */
  public static final List<String> NAMES = List.of(JSON, HTML);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private ReportFiles() {}

  /** Writes both files. */
  public static void write(OutputFolder folder, Report report) {
    write(folder, JSON, MAPPER.writeValueAsString(report).replace("\r\n", "\n") + "\n");
    write(folder, HTML, new HtmlReport(report).text());
  }

  private static void write(OutputFolder folder, String name, String text) {
    try (NewFile file = folder.begin(name)) {
      write(file, text);
      file.finish();
    }
  }

  private static void write(NewFile file, String text) {
    try {
      file.out().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  /** The report of an export, if it has one that can be read. */
  static Optional<Report> find(Path export) {
    try {
      return Optional.ofNullable(
          MAPPER.readValue(Files.readString(export.resolve(JSON)), Report.class));
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }
}
