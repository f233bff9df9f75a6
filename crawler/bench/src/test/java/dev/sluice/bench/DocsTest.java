package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents point to is there. */
class DocsTest {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern CLASS_NAME =
      Pattern.compile("`(dev\\.sluice(?:\\.[a-z][a-z0-9]*)+((?:\\.[A-Z]\\w*)*))`");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    Path root = root();

    assertThat(documents(root).flatMap(DocsTest::deadLinks)).isEmpty();
  }

  @Test
  void everyClassAndPackageThatADocumentNamesExists() throws IOException {
    Path root = root();

    assertThat(documents(root).flatMap(document -> deadNames(root, document))).isEmpty();
  }

  @Test
  void aDeadLinkAndADeadNameAreFound(@TempDir Path folder) throws IOException {
    Path document = folder.resolve("page.md");
    Files.writeString(
        document,
        """
        [here](page.md#top) [there](gone.md) [away](https://example.com/) [top](#top)
        `dev.sluice.pages.DataFolder` `dev.sluice.pages.model` `dev.sluice.pages.Gone`
        `dev.sluice.gone` `dev.sluice.pages.model.StoreException.Problem`
        ```
        [in code](gone.md)
        ```
        """);

    assertThat(deadLinks(document)).containsExactly(document + ": gone.md");
    assertThat(deadNames(root(), document))
        .containsExactly(document + ": dev.sluice.pages.Gone", document + ": dev.sluice.gone");
  }

  private static Stream<String> deadLinks(Path document) {
    return matches(LINK, document)
        .map(link -> link.group(1))
        .filter(link -> !link.matches("(?i)[a-z]+:.*") && !link.startsWith("#"))
        .filter(link -> !Files.exists(target(document, link)))
        .map(link -> document + ": " + link);
  }

  private static Path target(Path document, String link) {
    String path = URLDecoder.decode(link.replaceAll("#.*", ""), StandardCharsets.UTF_8);
    return document.resolveSibling(path);
  }

  private static Stream<String> deadNames(Path root, Path document) {
    return matches(CLASS_NAME, document)
        .filter(name -> !exists(root, name))
        .map(name -> document + ": " + name.group(1));
  }

  private static boolean exists(Path root, MatchResult name) {
    String outermost = name.group(1).replaceAll("(\\.[A-Z]\\w*)\\..*", "$1");
    String path = outermost.replace('.', '/') + (name.group(2).isEmpty() ? "" : ".java");
    return modules(root).stream().anyMatch(module -> Files.exists(module.resolve(path)));
  }

  private static List<Path> modules(Path root) {
    return Stream.of(
            "storage/pages",
            "storage/corpus",
            "storage/spark",
            "crawler/testweb",
            "crawler/engine",
            "crawler/service",
            "crawler/bench")
        .map(root::resolve)
        .flatMap(
            module -> Stream.of(module.resolve("src/main/java"), module.resolve("src/test/java")))
        .toList();
  }

  /** The matches outside of code blocks. */
  private static Stream<MatchResult> matches(Pattern pattern, Path document) {
    try {
      String text = CODE_BLOCK.matcher(Files.readString(document)).replaceAll("");
      return pattern.matcher(text).results();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Stream<Path> documents(Path root) throws IOException {
    Stream<Path> top = Stream.of(root.resolve("README.md"), root.resolve("seeds/README.md"));
    Path docs = root.resolve("docs");
    Stream<Path> below = Files.isDirectory(docs) ? Files.walk(docs) : Stream.empty();
    return Stream.concat(top.filter(Files::exists), below)
        .filter(path -> path.toString().endsWith(".md"));
  }

  /** The project's folder: two above this module's. */
  private static Path root() {
    Path module = Path.of("").toAbsolutePath();
    Path root = module.endsWith("crawler/bench") ? module.resolve("../..").normalize() : module;
    assertThat(root.resolve("storage/pages/pom.xml")).exists();
    return root;
  }
}
