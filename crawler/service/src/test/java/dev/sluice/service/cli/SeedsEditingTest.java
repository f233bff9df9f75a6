package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SeedsEditingTest {

  private static final String TEXT =
      "# law\nhttps://a.example/  name=a\nhttps://b.example/  name=b\n";
  private static final String YAML =
      "# docs\nseeds:\n  - {url: 'https://d.example/', name: docs}\n";

  @TempDir Path work;
  private Path seeds = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    seeds = Files.createDirectory(work.resolve("seeds"));
    Files.writeString(seeds.resolve("law.txt"), TEXT);
    Files.writeString(seeds.resolve("docs.yaml"), YAML);
  }

  private Ran seeds(String... words) {
    List<Object> arguments = new ArrayList<>(List.of("seeds"));
    arguments.addAll(List.of(words));
    arguments.addAll(List.of("--seeds", seeds));
    return sluice(arguments.toArray());
  }

  private String text(String name) throws IOException {
    return Files.readString(seeds.resolve(name));
  }

  @Test
  void seedsAreAddedPausedChangedResumedAndRemovedAndTheFilesAreAsBefore() throws IOException {
    Ran added =
        seeds(
                "add",
                "https://n.example/x/",
                "--name",
                "n",
                "--extent",
                "prefix",
                "--set",
                "tags.why=two words",
                "--file",
                "docs.yaml")
            .succeeded();
    assertThat(added.out())
        .isEqualTo(seeds.resolve("docs.yaml") + "\nadded n (https://n.example/x/)\n");
    assertThat(text("docs.yaml"))
        .isEqualTo(
            YAML
                + "  - url: https://n.example/x/\n    name: n\n    extent: prefix\n"
                + "    tags: {why: \"two words\"}\n");
    assertThat(seeds("pause", "a", "docs", "n").succeeded().out().lines()).hasSize(5);
    assertThat(
            seeds("set", "a", "https://b.example/", "delay=5s", "exclude=/x/,*y=")
                .succeeded()
                .out())
        .contains("changed b: exclude (default) -> /x/,*y=, delay (default) -> 5s");
    assertThat(text("law.txt"))
        .isEqualTo(
            TEXT.replace("name=a", "name=a  paused=true  delay=5s  exclude=/x/,*y=")
                .replace("name=b", "name=b  delay=5s  exclude=/x/,*y="));
    seeds("resume", "a", "docs", "n").succeeded();
    seeds("set", "a", "b", "delay=", "exclude=").succeeded();
    seeds("remove", "n").succeeded();
    assertThat(text("law.txt")).isEqualTo(TEXT);
    assertThat(text("docs.yaml")).isEqualTo(YAML);
  }

  @Test
  void aDryRunShowsTheLinesAndWritesNothing() throws IOException {
    assertThat(seeds("pause", "b", "docs", "--dry-run").succeeded().out())
        .isEqualTo(
            String.join(
                "\n",
                seeds.resolve("docs.yaml").toString(),
                "    -3:   - {url: 'https://d.example/', name: docs}",
                "    +3:   - {url: 'https://d.example/', name: docs, paused: true}",
                seeds.resolve("law.txt").toString(),
                "    -3: https://b.example/  name=b",
                "    +3: https://b.example/  name=b  paused=true",
                "changed docs: paused (default) -> true",
                "changed b: paused (default) -> true",
                "Nothing was written: this was a dry run",
                ""));
    JsonNode facts = seeds("remove", "a", "--dry-run", "--json").succeeded().json();
    assertThat(facts.at("/dry_run").asBoolean()).isTrue();
    assertThat(facts.at("/files/0/name").asString()).isEqualTo("law.txt");
    assertThat(facts.at("/files/0/difference/0").asString())
        .isEqualTo("-2: https://a.example/  name=a");
    assertThat(facts.at("/files/0/difference").size()).isOne();
    assertThat(facts.at("/changes/0/kind").asString()).isEqualTo("removed");
    assertThat(text("law.txt")).isEqualTo(TEXT);
    assertThat(text("docs.yaml")).isEqualTo(YAML);
  }

  @Test
  void whatIsSoAlreadyIsSaidAndNotWritten() throws IOException {
    long before = Files.getLastModifiedTime(seeds.resolve("law.txt")).toMillis();
    assertThat(seeds("resume", "a").succeeded().out())
        .isEqualTo("Nothing to change: it is so already\n");
    assertThat(Files.getLastModifiedTime(seeds.resolve("law.txt")).toMillis()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          pause dosc                                | there is no seed 'dosc'; did you mean 'docs'?
          set docs dealy=5s                         | docs.yaml:3: unknown field 'dealy'; did you mean 'delay'?
          set docs delay=5x priority=0              | docs.yaml:3: 'priority' must be a whole number from 1 to 9
          set docs                                  | ~SEED|FIELD=VALUE~
          set docs a                                | nothing is to be set: name a field, such as delay=5s
          set docs delay=5s delay=6s                | the field 'delay' stands twice
          add www.example.org                       | did you mean 'https://www.example.org'?
          add https://a.example/                    | the seed https://a.example/ stands twice
          add https://x.example/ https://y.example/ --name x | --name can be that of one seed only
          add https://x.example/ --extent hosts     | 'extent' cannot be 'hosts'; did you mean 'host'?
          add https://x.example/ --set delay        | 'delay' is no field with a value such as delay=5s
          add https://x.example/ --file ../law.txt  | '../law.txt' cannot be the name of a seed file
          add https://x.example/ --file law.txt --set tags.why=a_b_ç --name a | the name 'a' is that of https://a.example/
          """)
  void aMistakeIsToldWithWhatWasMeantAndNothingIsChanged(String words, String answer)
      throws IOException {
    seeds(words.split(" ")).failed(ExitCode.USAGE, answer);
    assertThat(text("law.txt")).isEqualTo(TEXT);
    assertThat(text("docs.yaml")).isEqualTo(YAML);
    assertThat(seeds.resolve("added.txt")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenToGivesTheExitCodeOfFolders() throws IOException {
    Files.createDirectories(seeds.resolve(".sluice-edit").resolve("in the way"));
    seeds("pause", "a").failed(ExitCode.STORAGE, seeds, "cannot be changed here", "by hand");
    assertThat(text("law.txt")).isEqualTo(TEXT);
  }

  @Test
  void commandsOfManyProcessesAtOnceLoseNothing() throws Exception {
    List<ChildProgram> children = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      children.add(
          ChildProgram.start(
              work.resolve("logs" + i),
              "seeds",
              "add",
              "https://n" + i + ".example/",
              "--file",
              "law.txt",
              "--seeds",
              seeds));
    }
    for (ChildProgram child : children) {
      assertThat(child.end(120).code()).isZero();
      child.close();
    }
    assertThat(text("law.txt").lines()).hasSize(7);
    assertThat(seeds("check").succeeded().out()).contains("7 good seeds in 2 files: all well");
  }

  @Test
  void aDaemonTakesOverWhatACommandChanged() throws Exception {
    Path data = work.resolve("data");
    Path watched = Files.createDirectory(work.resolve("watched"));
    try (TestWeb web = TestWeb.large(2, 300, 1, 0)) {
      Files.writeString(watched.resolve("one.txt"), web.base("site1") + "  name=one\n");
      try (ChildProgram child =
          ChildProgram.start(
              work.resolve("logs"), PretendCrawl.quietDaemon(watched, data, "50ms"))) {
        Waiting.until("it is under way", 60, () -> web.referee().requestCount() > 5);
        sluice("seeds", "pause", "one", "--seeds", watched).succeeded();
        Waiting.until(
            "the change is kept",
            30,
            () ->
                sluice("seeds", "log", "--data", data)
                    .out()
                    .contains("changed one: paused (default) -> true"));
        child.signal("TERM");
        assertThat(child.end(30).code()).isZero();
      }
    }
  }
}
