package dev.sluice.service.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A page that is a file of its own.
 *
 * @param bytes its length
 * @param facts what is known of pages by their id
 */
record PageFile(Path file, long bytes, Map<String, PageFacts> facts) implements PageSource {

  private static final Set<String> ENDINGS = Set.of("html", "htm", "xhtml", "xht", "shtml");

  /** Of longer files this much is read: as many characters as are ever looked at take no more. */
  private static final int MOST_BYTES = 64 << 20;

  /** Whether a file in a folder is taken for a page, by its ending. */
  static boolean isPage(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The file's name without its ending. */
  @Override
  public String id() {
    String name = file.getFileName().toString();
    return isPage(file) ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  @Override
  public SourcePage read() throws UnreadablePageException {
    PageFacts known = facts.getOrDefault(id(), PageFacts.NONE);
    try {
      return new SourcePage(id(), known.url(), known.charset(), content());
    } catch (NoSuchFileException gone) {
      throw new UnreadablePageException(file + " is gone");
    } catch (AccessDeniedException denied) {
      throw new UnreadablePageException(file + " cannot be read: access is denied");
    } catch (IOException broken) {
      throw new UnreadablePageException(file + " cannot be read: " + broken.getMessage());
    }
  }

  private byte[] content() throws IOException {
    if (bytes <= MOST_BYTES) {
      return Files.readAllBytes(file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
