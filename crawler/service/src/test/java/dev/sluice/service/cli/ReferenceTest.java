package dev.sluice.service.cli;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The reference pages say what the program says. */
class ReferenceTest {

  @Test
  void theCommandLineReferenceIsUpToDate() throws IOException {
    ReferenceFile.compare("cli.md", ReferencePages.cli());
  }

  @Test
  void theReferenceOfRecipesIsUpToDate() throws IOException {
    ReferenceFile.compare("recipes.md", ReferencePages.recipes());
  }
}
