package dev.sluice.service.takedown;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.facts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which exports were made of a data folder, and where to: the file {@code exported}, to which each
 * finished export adds a line of JSON. It only helps to find them again; a line that cannot be read
 * is told and does no harm.
 */
public final class ExportRegister {

  private static final String NAME = "exported";

  private final Path file;

  private ExportRegister(Path file) {
    this.file = file;
  }

  /** That of a data folder. */
  public static ExportRegister of(Path data) {
    return new ExportRegister(data.resolve(NAME));
  }

  /** An export that was made; {@code manifest} is the SHA-256 of its manifest. */
  public record Entry(Path folder, String manifest) {}

  /**
   * Adds an export.
   *
   * @return what went wrong, if it cannot be added: the export is whole all the same
   */
  public Optional<String> add(Path folder, Manifest manifest, Instant at) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", at.toString());
    line.put("folder", folder.toAbsolutePath().normalize().toString());
    line.put("manifest_sha256", Export.manifestDigest(folder).orElse(""));
    line.put("snapshot", manifest.snapshot().id());
    line.put("documents", manifest.counts().documents());
    try {
      Files.write(
          file,
          (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.empty();
    } catch (IOException notWritable) {
      return Optional.of(
          file
              + " cannot be written ("
              + notWritable.getMessage()
              + "): name this export with --exports when something is taken down");
    }
  }

  /** All exports, each folder with the manifest that it had last. */
  public List<Entry> read() {
    Map<Path, Entry> last = new LinkedHashMap<>();
    for (String line : lines()) {
      entry(line).ifPresent(it -> last.put(it.folder(), it));
    }
    return new ArrayList<>(last.values());
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      throw new SettingsException(file + " cannot be read: " + unreadable.getMessage());
    }
  }

  private Optional<Entry> entry(String line) {
    try {
      Setting facts = Json.parse(file.toString(), line);
      return Optional.of(
          new Entry(Path.of(facts.field("folder").text()), facts.field("manifest_sha256").text()));
    } catch (SettingsException cutOff) {
      return Optional.empty();
    }
  }
}
