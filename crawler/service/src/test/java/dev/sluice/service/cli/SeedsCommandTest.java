package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SeedsCommandTest {

  private static final String DOCS = "https://docs.example.org/en/";

  @TempDir Path work;

  private Path write(String name, String... lines) throws IOException {
    return Files.write(work.resolve(name), List.of(lines));
  }

  @Test
  void seedsArePrintedAsTheyAreUnderstood() throws IOException {
    Path file =
        write(
            "a.yaml",
            "defaults: {delay: 3000ms}",
            "seeds:",
            "  - url: HTTPS://Docs.Example.org:443/en/",
            "    extent: prefix",
            "    paused: true");
    assertThat(sluice("seeds", "list", "--seeds", file).succeeded().out())
        .isEqualTo(DOCS + "  extent=prefix  delay=3s  paused=true\n");
    JsonNode seed =
        sluice("seeds", "list", "--seeds", file, "--json").succeeded().json().at("/seeds/0");
    assertThat(seed.at("/url").asString()).isEqualTo(DOCS);
    assertThat(seed.at("/delay").asString()).isEqualTo("3s");
  }

  @Test
  void allMistakesAreToldAtOnceWithTheExitCodeOfWhatIsWrittenWrong() throws IOException {
    Path good = write("good.txt", DOCS, "https://b.example/");
    assertThat(sluice("seeds", "check", "--seeds", good).succeeded().out())
        .isEqualTo("2 good seeds in 1 file: all well\n");
    write("bad.txt", "https://c.example/ dept=3", "nothing");
    Ran bad = sluice("seeds", "check", "--seeds", work);
    assertThat(bad.code()).isEqualTo(ExitCode.USAGE);
    assertThat(bad.out())
        .contains("bad.txt:1: ", "bad.txt:2: ", "2 good seeds in 2 files: 2 mistakes");
    JsonNode facts = sluice("seeds", "check", "--seeds", work, "--json").json();
    assertThat(facts.at("/mistakes").size()).isEqualTo(2);
    assertThat(facts.at("/good_seeds").asInt()).isEqualTo(2);
    sluice("seeds", "check", "--seeds", work.resolve("none"))
        .failed(ExitCode.USAGE, "there is no such file or folder");
  }

  @Test
  void hostsAreAskedBeforeTheyAreCrawled() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site("good", site -> site.page("/", "<title>x</title><p>words"))
            .site("moved", site -> site.redirect("/", 302, "/home/"))
            .start()) {
      Path good = write("good.txt", web.base("good") + " name=good");
      Object[] options = {"--ask", "--allow-addresses", "127.0.0.0/8", "--delay", "20ms"};
      assertThat(check(good, options).succeeded().out())
          .isEqualTo("1 good seed in 1 file: all well\n");
      write("moved.txt", web.base("moved") + " name=moved");
      Ran found = check(work, options);
      assertThat(found.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
      assertThat(found.out())
          .isEqualTo(
              "moved: redirected: it leads to "
                  + web.url("moved", "/home/")
                  + " (302); name that as the seed's URL\n"
                  + "2 good seeds in 2 files: 1 finding\n");
      Object[] asJson = {"--ask", "--json", "--allow-addresses", "127.0.0.0/8"};
      JsonNode facts = check(work, asJson).json();
      assertThat(facts.at("/findings/0/kind").asString()).isEqualTo("ok");
      assertThat(facts.at("/findings/1/kind").asString()).isEqualTo("redirected");
    }
    check(write("public.txt", "http://93.184.216.34/"), "--ask")
        .failed(ExitCode.USAGE, "--contact");
  }

  private static Ran check(Path seeds, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("seeds", "check", "--seeds", seeds));
    arguments.addAll(List.of(options));
    return sluice(arguments.toArray());
  }

  @Test
  void changesThatADaemonAppliedOrRefusedAreToldWhileItRuns() throws Exception {
    Path data = work.resolve("data");
    Path seeds = Files.createDirectory(work.resolve("seeds"));
    try (TestWeb web = TestWeb.large(2, 300, 1, 0)) {
      Path one = Files.writeString(seeds.resolve("one.txt"), web.base("site1") + " name=one\n");
      try (ChildProgram child =
          ChildProgram.start(work.resolve("logs"), PretendCrawl.quietDaemon(seeds, data, "50ms"))) {
        Waiting.until("it is under way", 60, () -> web.referee().requestCount() > 5);
        Files.writeString(one, web.base("site1") + " name=one depht=3\n");
        Waiting.until("the mistake is kept", 20, () -> log(data).contains("refused"));
        Files.writeString(one, web.base("site1") + " name=one depth=3\n");
        Waiting.until("the change is kept", 20, () -> log(data).contains("applied"));
        String owner = Files.getOwner(one).getName();
        assertThat(log(data))
            .containsSubsequence(
                "refused  " + one + " (" + owner + ")",
                "mistake: " + one + ":1: unknown field 'depht'; did you mean 'depth'?",
                "applied  " + one + " (" + owner + ")",
                "changed one: depth (default) -> 3");
        JsonNode last =
            sluice("seeds", "log", "--data", data, "--last", 1, "--json").succeeded().json();
        assertThat(last.at("/changes").size()).isOne();
        assertThat(last.at("/changes/0/outcome").asString()).isEqualTo("applied");
        assertThat(last.at("/changes/0/files/0/owner").asString()).isEqualTo(owner);
        assertThat(last.at("/changes/0/changes/0/kind").asString()).isEqualTo("changed");
        child.signal("TERM");
        assertThat(child.end(20).code()).isZero();
      }
    }
  }

  private static String log(Path data) {
    return sluice("seeds", "log", "--data", data).succeeded().out();
  }
}
