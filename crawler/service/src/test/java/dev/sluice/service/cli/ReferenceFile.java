package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of {@code docs/reference} that is made from the program. */
public final class ReferenceFile {

  private static final boolean REWRITE = Boolean.getBoolean("sluice.rewrite");

  private static final String COMMAND =
      "mvn -q test -pl crawler/service -am -Dquick -Dtest='*ReferenceTest'"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.rewrite=true";

  private ReferenceFile() {}

  /** Asserts that the file says this; or writes it, if that was asked for. */
  public static void compare(String name, String page) throws IOException {
    Path file = Repository.root().resolve("docs").resolve("reference").resolve(name);
    if (REWRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, page);
    }
    assertThat(file).exists();
    assertThat(Files.readString(file))
        .as("docs/reference/%s is not what the program says; this rewrites it: %s", name, COMMAND)
        .isEqualTo(page);
  }
}
