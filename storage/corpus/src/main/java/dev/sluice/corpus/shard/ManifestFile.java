package dev.sluice.corpus.shard;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.sluice.corpus.model.FinishedExport;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.MergedChain;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads {@code manifest.json}: the manifest's components in their order, in snake case.
 * Lists that earlier versions did not write are read as empty.
 */
public final class ManifestFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(Include.NON_ABSENT))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              List.class, it -> it.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  private ManifestFile() {}

  /**
   * Writes the manifest of an export, which is whole with it; before it the digests of all files,
   * as {@code sha256sum} reads them, by which the manifest itself and the report can be checked.
   */
  public static void write(OutputFolder folder, Manifest manifest) {
    String json = json(manifest);
    SortedMap<String, String> digests = digests(manifest);
    folder.written().forEach(file -> digests.put(file.file(), file.sha256()));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    digests.put(OutputFolder.MANIFEST, ContentHash.of(bytes).hex());
    StringBuilder sums = new StringBuilder();
    digests.forEach((name, digest) -> sums.append(digest).append("  ").append(name).append('\n'));
    write(folder, OutputFolder.SUMS, sums.toString());
    write(folder, OutputFolder.MANIFEST, json);
  }

  /** The manifest as it is written. */
  public static String json(Manifest manifest) {
    return MAPPER.writeValueAsString(manifest).replace("\r\n", "\n") + "\n";
  }

  /** The digest of each file that a manifest names. */
  private static SortedMap<String, String> digests(Manifest manifest) {
    SortedMap<String, String> digests = new TreeMap<>();
    for (FileEntry file : manifest.allFiles()) {
      digests.put(file.file(), file.sha256());
    }
    return digests;
  }

  private static void write(OutputFolder folder, String name, String text) {
    try (NewFile file = folder.begin(name)) {
      write(file, text);
      file.finish();
    }
  }

  /** Writes what a chain of exports became, which is whole with it. */
  static void write(OutputFolder folder, MergedChain merged) {
    String json = MAPPER.writeValueAsString(merged).replace("\r\n", "\n") + "\n";
    try (NewFile file = folder.begin(OutputFolder.MERGED)) {
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

  /** The SHA-256 of the manifest in a folder, 64 hexadecimal digits; empty if there is none. */
  public static Optional<String> digest(Path folder) {
    Path file = folder.resolve(OutputFolder.MANIFEST);
    try {
      return Optional.of(ContentHash.of(Files.readAllBytes(file)).hex());
    } catch (NoSuchFileException notWhole) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw FileTrouble.reading(file, unreadable);
    }
  }

  /**
   * Reads what a finished export is.
   *
   * @throws SettingsException if there is no finished export in the folder
   */
  public static FinishedExport finished(Path folder) {
    String digest =
        digest(folder)
            .orElseThrow(
                () ->
                    new SettingsException(
                        folder
                            + " is no finished export: it has no manifest.json. Name the folder that"
                            + " was given to --out, once that export is done"));
    return new FinishedExport(read(folder), digest);
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
