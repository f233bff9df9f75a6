package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference pages say what the program says. */
class ReferenceTest {

  private static final boolean REWRITE = Boolean.getBoolean("sluice.rewrite");

  private static final String COMMAND =
      "mvn -q test -pl crawler/service -am -Dquick -Dtest=ReferenceTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dsluice.rewrite=true";

  @Test
  void theCommandLineReferenceIsUpToDate() throws IOException {
    compare("cli.md", ReferencePages.cli());
  }

  @Test
  void theReferenceOfRecipesIsUpToDate() throws IOException {
    compare("recipes.md", ReferencePages.recipes());
  }

  private static void compare(String name, String page) throws IOException {
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
