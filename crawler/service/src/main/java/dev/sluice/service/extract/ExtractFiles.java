package dev.sluice.service.extract;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads what is known of pages beside them. */
public final class ExtractFiles {

  private ExtractFiles() {}

  /**
   * The facts of a file of JSON lines, by the page's id.
   *
   * @throws SettingsException if it cannot be read, or a line is no JSON object with an id
   */
  public static Map<String, PageFacts> facts(Path file) {
    Map<String, PageFacts> facts = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        InputStream unpacked = Packed.reading(file, in)) {
      LineReader lines = new LineReader(unpacked, PageInputs.MOST_LINE_BYTES);
      long number = 0;
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!line.isBlank()) {
          Map.Entry<String, PageFacts> entry =
              new PageLine(file + ":" + number, line.bytes()).facts();
          facts.put(entry.getKey(), entry.getValue());
        }
      }
    } catch (UnreadablePageException malformed) {
      throw new SettingsException(malformed.reason());
    } catch (IOException unreadable) {
      throw new SettingsException(file + " cannot be read: " + unreadable.getMessage());
    }
    return facts;
  }
}
