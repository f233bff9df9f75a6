package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user can get wrong in options, seeds and recipes: each is told, and nothing is done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  private static final int PAGES = 6;

  @TempDir static Path work;
  private TestWeb web;

  @BeforeAll
  void startWeb() {
    web = TestWeb.large(1, PAGES, 1, 0);
  }

  @AfterAll
  void stopWeb() {
    web.close();
  }

  private Path seeds(String... lines) throws IOException {
    return Files.write(Files.createTempFile(work, "seeds", ".txt"), List.of(lines));
  }

  private Path newData() throws IOException {
    return Files.createTempDirectory(work, "folder").resolve("data");
  }

  private static Ran crawl(Path seeds, Path data, Object... more) {
    return sluice(PretendCrawl.arguments("crawl", seeds, data, "1ms", more));
  }

  @Test
  void everyMalformedSeedLineIsNamedAndNothingIsFetched() throws IOException {
    Path seeds =
        seeds("# mine", web.seeds().get(0), "example.org", "", "ftp://example.org/", "http://");
    Path data = newData();
    long before = web.referee().requestCount();

    crawl(seeds, data)
        .failed(
            ExitCode.USAGE,
            seeds + ":3: ",
            "'example.org' is no URL; did you mean 'https://example.org'?",
            seeds + ":5: ",
            seeds + ":6: ",
            "nothing was crawled",
            "--keep-going");
    assertThat(web.referee().requestCount()).isEqualTo(before);
    assertThat(data).doesNotExist();
  }

  @Test
  void keepGoingCrawlsTheGoodSeedsAndStillNamesTheOthers() throws IOException {
    Path seeds = seeds("nonsense", web.seeds().get(0));
    Path data = newData();

    Ran ran = crawl(seeds, data, "--keep-going");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains(seeds + ":1: ", "'nonsense' is no URL");
    try (StoredPages stored = new StoredPages(data)) {
      assertThat(stored.captures()).hasSize(PAGES);
    }
  }

  @Test
  void keepGoingWithoutAnyGoodSeedIsRefused() throws IOException {
    Path seeds = seeds("nonsense");
    crawl(seeds, newData(), "--keep-going").failed(ExitCode.USAGE, seeds, "there are no seeds");
  }

  @Test
  void aSeedOptionWithAMistakeIsNamedWithWhatWasMeant() throws IOException {
    Path seeds = seeds("https://example.org/ extent=prefx", "https://example.org/b dept=3");
    crawl(seeds, newData())
        .failed(ExitCode.USAGE, seeds + ":1: ", "'prefix'", seeds + ":2: ", "'depth'");
  }

  @Test
  void aSeedFileInYamlIsNamedWithItsLine() throws IOException {
    Path seeds = work.resolve("seeds-with-mistake.yaml");
    Files.writeString(seeds, "seeds:\n  - url: https://example.org/\n    extnt: host\n");
    crawl(seeds, newData()).failed(ExitCode.USAGE, seeds + ":3: ", "did you mean 'extent'?");
  }

  @Test
  void noSeedsIsNoCrawl() throws IOException {
    Path empty = seeds("# only a comment", "");
    crawl(empty, newData())
        .failed(ExitCode.USAGE, empty + ": there are no seeds", "write one URL a line");
    Path nowhere = work.resolve("nowhere.txt");
    crawl(nowhere, newData()).failed(ExitCode.USAGE, nowhere + ": there is no such file or folder");
    Path folder = Files.createDirectory(work.resolve("no-seed-files"));
    crawl(folder, newData()).failed(ExitCode.USAGE, folder + ": the folder has no seed files");
    sluice("crawl", "--data", newData()).failed(ExitCode.USAGE, "--seeds");
  }

  @Test
  void aSeedFileThatIsNoTextIsNamed() throws IOException {
    Path seeds = work.resolve("binary.txt");
    Files.write(seeds, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    crawl(seeds, newData()).failed(ExitCode.USAGE, seeds + ": is not in UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
    crawl --seed x --data y | unknown option '--seed'; did you mean '--seeds'?
    crawl --seeds x --data y --limit-page 3 | unknown option '--limit-page'; did you mean '--limit-pages'?
    crawl --seeds x --data y --delay=1s --tread=3 | unknown option '--tread'; did you mean '--threads'?
    export --dat x --out y | unknown option '--dat'; did you mean '--data'?
    store check --dta x | unknown option '--dta'; did you mean '--data'?
    craw --seeds x | unknown command 'craw'; did you mean 'crawl'?
    exprot | unknown command 'exprot'; did you mean 'export'?
    store chek | unknown command 'chek'; did you mean 'check'?
    status data --data x | 'data' is one word too many
    "" | a command is missing
    store | a command is missing
    explain --data x | URL
    crawl --seeds | --seeds
    """)
  void aMistypedCommandLineIsAnsweredWithWhatWasMeant(String line, String answer) {
    Ran ran = sluice((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));
    ran.failed(ExitCode.USAGE, answer, "--help");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines().count()).as(ran.err()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "--delay, abc, no time span such as",
    "--delay, -1s, no time span such as",
    "--timeout, 0s, no time at all; at least 1ms",
    "--limit-time, 0, no time at all; at least 1ms",
    "--limit-time, soon, no time span such as",
    "--threads, 0, no whole number from 1",
    "--threads, many, no whole number from 1",
    "--threads, 99999999999, more than the 10000 allowed",
    "--limit-pages, -5, no whole number from 1",
    "--allow-addresses, 300.1/8, no address range such as 127.0.0.0/8",
    "--allow-addresses, 127.0.0.0/33, prefix of 33 bits",
    "--allow-addresses, localhost, no address range such as 127.0.0.0/8",
  })
  void aValueThatIsNoneIsNamedWithItsOption(String option, String value, String answer)
      throws IOException {
    Path data = newData();
    crawl(seeds(web.seeds().get(0)), data, option, value)
        .failed(ExitCode.USAGE, option, value, answer);
    assertThat(data).doesNotExist();
  }

  @Test
  void aPublicHostIsNotCrawledWithoutAContact() throws IOException {
    Path data = newData();
    crawl(seeds(web.seeds().get(0), "http://93.184.216.34/"), data)
        .failed(ExitCode.USAGE, "http://93.184.216.34/", "--contact crawler@example.org");
    crawl(seeds("http://93.184.216.34/"), data, "--contact", " ")
        .failed(ExitCode.USAGE, "http://93.184.216.34/", "--contact crawler@example.org");
    assertThat(data).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"export, wbe", "explain, wbe"})
  void anUnknownRecipeIsAnsweredWithTheNearestOne(String command, String recipe)
      throws IOException {
    Path data = MadeStore.fill(newData(), 1, 1);
    Path out = data.resolveSibling("out");
    Ran ran =
        command.equals("export")
            ? sluice("export", "--data", data, "--out", out, "--recipe", recipe)
            : sluice("explain", "https://example.org/", "--data", data, "--recipe", recipe);
    ran.failed(ExitCode.USAGE, "no recipe and no file 'wbe'; did you mean 'web'?", "raw-text");
    assertThat(out).doesNotExist();
  }

  @Test
  void aMistakeInARecipeIsNamedWithFileLineAndWhatWasMeant() throws IOException {
    Path data = MadeStore.fill(newData(), 1, 1);
    Path out = data.resolveSibling("out");
    Path recipe = work.resolve("mine.yaml");
    String head = "name: mine\nversion: 1\nsteps:\n  - answer\n  - decode\n  - extract\n";

    Files.writeString(recipe, head + "  - length: {min_charcters: 5}\n");
    sluice("export", "--data", data, "--out", out, "--recipe", recipe)
        .failed(ExitCode.USAGE, recipe + ":7: ", "did you mean 'min_characters'?");
    Files.writeString(recipe, head + "  - lenght\n");
    sluice("export", "--data", data, "--out", out, "--recipe", recipe)
        .failed(ExitCode.USAGE, recipe + ":7: ", "did you mean 'length'?");
    Files.writeString(recipe, head.replace("version", "verison"));
    sluice("export", "--data", data, "--out", out, "--recipe", recipe)
        .failed(ExitCode.USAGE, recipe + ":2: ", "did you mean 'version'?");
    assertThat(out).doesNotExist();
  }

  @Test
  void anUnknownFormatIsAnsweredWithThoseThereAre() throws IOException {
    Path data = MadeStore.fill(newData(), 1, 1);
    Path out = data.resolveSibling("out");
    sluice("export", "--data", data, "--out", out, "--format", "parkay")
        .failed(ExitCode.USAGE, "--format", "parkay", "jsonl");
    assertThat(out).doesNotExist();
  }

  @Test
  void anExplanationOfAUrlThatNobodyKnowsSaysSo() throws IOException {
    Path data = MadeStore.fill(newData(), 1, 1);
    Ran ran = sluice("explain", "https://example.org/nowhere", "--data", data);
    assertThat(ran.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(ran.out()).contains("https://example.org/nowhere", "is not known");
    ran.hasNoStackTrace();

    sluice("explain", "nowhere", "--data", data)
        .failed(ExitCode.USAGE, "'nowhere' is no http or https URL", "https://nowhere");
    sluice("explain", "mailto:me@example.org", "--data", data)
        .failed(ExitCode.USAGE, "'mailto:me@example.org' is no http or https URL");
  }
}
