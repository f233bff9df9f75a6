package dev.sluice.service.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's own files are. */
public final class Repository {

  private Repository() {}

  /** The project's top folder. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("crawler")) || !Files.exists(folder.resolve("storage"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests do not run inside the project");
      }
    }
    return folder;
  }
}
