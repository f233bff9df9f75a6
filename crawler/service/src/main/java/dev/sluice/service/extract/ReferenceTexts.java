package dev.sluice.service.extract;

import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts in files of JSON lines, each an object with {@code text}, and perhaps {@code url} (or that
 * in {@code metadata}, as documents of an export have it), as plain pages. Files that end in {@code
 * .gz} or {@code .zst} are compressed. One line is held at a time.
 */
public final class ReferenceTexts implements Iterator<RawPage>, AutoCloseable {

  private static final int MOST_LINE_BYTES = 64 << 20;

  private final Iterator<Path> files;
  private @Nullable Path file;
  private @Nullable InputStream in;
  private @Nullable LineReader lines;
  private long number;
  private @Nullable RawPage following;

  /**
   * The texts in these files, one file after the other.
   *
   * @throws SettingsException here and from {@link #next}, if a file cannot be read or a line is
   *     not such an object
   */
  public ReferenceTexts(List<Path> files) {
    this.files = files.iterator();
    advance();
  }

  @Override
  public boolean hasNext() {
    return following != null;
  }

  @Override
  public RawPage next() {
    RawPage page = following;
    if (page == null) {
      throw new NoSuchElementException();
    }
    advance();
    return page;
  }

  private void advance() {
    try {
      following = read();
    } catch (IOException unreadable) {
      throw new SettingsException(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private @Nullable RawPage read() throws IOException {
    while (true) {
      LineReader.Line line = lines == null ? null : lines.next();
      if (line == null) {
        close();
        if (!files.hasNext()) {
          return null;
        }
        open(files.next());
        continue;
      }
      number++;
      if (line.tooLong()) {
        throw mistake("the line is longer than 64 MiB");
      }
      if (!line.isBlank()) {
        return page(line.bytes());
      }
    }
  }

  private void open(Path next) throws IOException {
    file = next;
    number = 0;
    in = Packed.reading(next, Files.newInputStream(next));
    lines = new LineReader(in, MOST_LINE_BYTES);
  }

  private RawPage page(byte[] json) {
    JsonNode line;
    try {
      line = JsonMapper.shared().readTree(json);
    } catch (JacksonException malformed) {
      throw mistake("not valid JSON");
    }
    if (!line.path("text").isString()) {
      throw mistake("a line must be an object with the field 'text'");
    }
    byte[] text = line.path("text").asString().getBytes(StandardCharsets.UTF_8);
    return RawPage.uncrawled(url(line), "text/plain; charset=utf-8", text);
  }

  /** The text's address; one that nobody has if it names none, since each text needs its own. */
  private PageUrl url(JsonNode line) {
    return Optional.of(line.path("url"))
        .filter(JsonNode::isString)
        .or(() -> Optional.of(line.path("metadata").path("url")).filter(JsonNode::isString))
        .flatMap(node -> PageUrl.tryParse(node.asString()))
        .orElseGet(
            () ->
                PageUrl.parse(
                    "https://reference.invalid/"
                        + Integer.toHexString(String.valueOf(file).hashCode())
                        + "/"
                        + number));
  }

  private SettingsException mistake(String what) {
    return SettingsException.at(String.valueOf(file), (int) number, what);
  }

  @Override
  public void close() {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException alreadyRead) {
      // nothing more is wanted of it
    }
    in = null;
    lines = null;
  }
}
