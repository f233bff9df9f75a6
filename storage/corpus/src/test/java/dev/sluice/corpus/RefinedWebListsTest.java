package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset {@code refinedweb} with lists in UT1's format, as the guide says how. */
class RefinedWebListsTest {

  private static final Path GUIDE = Path.of("../../docs/guide/presets.md");
  private static final String STEP = "  - url-lists:\n";

  @TempDir Path folder;

  /** The preset with the guide's step behind {@code opt-out}, in a file beside the lists. */
  private Path recipe() throws IOException {
    String guide = Files.readString(GUIDE);
    String step = guide.substring(guide.indexOf(STEP));
    step = step.substring(0, step.indexOf("```"));
    String preset = Recipes.text("refinedweb");
    int after = preset.indexOf('\n', preset.indexOf("  - opt-out")) + 1;
    Path file = folder.resolve("refinedweb-lists.yaml");
    Files.writeString(file, preset.substring(0, after) + step + preset.substring(after));
    return file;
  }

  private void write(String file, String... lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, List.of(lines));
  }

  private static String droppedBy(Cleaner cleaner, String url) {
    RawPage page =
        RawPage.uncrawled(
            PageUrl.parse(url), "text/plain", "Too short.".getBytes(StandardCharsets.UTF_8));
    Cleaned cleaned = cleaner.clean(page);
    return cleaned instanceof Cleaned.Rejected rejected
        ? rejected.row().drop().orElseThrow().toString()
        : "";
  }

  @Test
  void pagesOfTheUsersListsAreDroppedFirstAndAllOthersGoOn() throws IOException {
    write("blacklists/adult/domains", "bad.example.com", "listed.example.org");
    write("blacklists/adult/urls", "mixed.example.net/private");
    write("blacklists/gambling/domains", "bets.example.com");
    write("curated.txt", "en.wikipedia.org");
    write("overblocked.txt", "listed.example.org");
    Recipe recipe = Recipes.load(recipe().toString());
    Cleaner cleaner = new Cleaner(recipe, Cleaner.standardFunctions());
    for (String url :
        List.of(
            "https://bad.example.com/",
            "https://www.bad.example.com/page",
            "https://mixed.example.net/private/1.html",
            "https://bets.example.com/x",
            "https://en.wikipedia.org/wiki/Sluice")) {
      assertThat(droppedBy(cleaner, url)).as(url).contains("url-lists/block");
    }
    for (String url :
        List.of("https://mixed.example.net/public", "https://listed.example.org/essay")) {
      assertThat(droppedBy(cleaner, url)).as(url).doesNotContain("url-lists").isNotEmpty();
    }
    assertThat(recipe.steps().stream().map(Recipe.Step::name)).contains("url-lists", "opt-out");
  }
}
