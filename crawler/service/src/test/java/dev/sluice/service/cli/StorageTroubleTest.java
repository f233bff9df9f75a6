package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that are in use, foreign, newer, full, read-only or damaged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageTroubleTest {

  private static final int PAGES = 300;

  @TempDir static Path work;
  private Path sound;

  /** Commands that read or write a data folder; DATA and OUT stand for folders. */
  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("crawl", "--seeds", "SEEDS", "--data", "DATA"),
        List.of("export", "--data", "DATA", "--out", "OUT"),
        List.of("explain", "https://site1.example.com/page/1", "--data", "DATA"),
        List.of("status", "--data", "DATA"),
        List.of("snapshot", "create", "--data", "DATA"),
        List.of("store", "check", "--data", "DATA"));
  }

  @BeforeAll
  void fill() {
    sound = MadeStore.fill(work.resolve("sound"), PAGES, 1);
    // Opened once more, the log's rows go to table files.
    MadeStore.fill(sound, 1, 1);
  }

  private Path copy() throws IOException {
    return Trees.copy(sound, Files.createTempDirectory(work, "copy").resolve("data"));
  }

  private Ran run(List<String> command, Path data) throws IOException {
    Path seeds = Files.writeString(work.resolve("seeds.txt"), "http://127.99.99.99:9/\n");
    Path out = Files.createTempDirectory(work, "out").resolve("corpus");
    return sluice(
        command.stream()
            .map(
                word ->
                    switch (word) {
                      case "DATA" -> data.toString();
                      case "OUT" -> out.toString();
                      case "SEEDS" -> seeds.toString();
                      default -> word;
                    })
            .toArray());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFolderOfOtherFilesIsNamedAndLeftAlone(List<String> command) throws IOException {
    Path data = Files.createTempDirectory(work, "photos");
    Files.writeString(data.resolve("photo.jpg"), "not a store");
    run(command, data).failed(ExitCode.STORAGE, data, "is no Sluice store", "name");
    assertThat(Trees.files(data)).containsExactly(data.resolve("photo.jpg"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFolderThatIsMissingIsNamedByThoseThatRead(List<String> command) throws IOException {
    if (command.contains("crawl")) {
      return; // makes it
    }
    Path data = work.resolve("missing");
    run(command, data).failed(ExitCode.STORAGE, data, "is no Sluice store", "sluice crawl --data");
    assertThat(data).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFileInPlaceOfTheFolderIsNamed(List<String> command) throws IOException {
    Path data = Files.createTempFile(work, "file", "");
    run(command, data).failed(ExitCode.STORAGE, data);
    assertThat(data).isEmptyFile();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aStoreOfANewerSluiceIsRefused(List<String> command) throws IOException {
    Path data = copy();
    Path mark = data.resolve("sluice-store");
    Files.writeString(mark, Files.readString(mark).replaceAll("format=\\d+", "format=7"));
    Map<String, String> before = Trees.digests(data);
    run(command, data).failed(ExitCode.STORAGE, data, "newer Sluice (format 7", "update Sluice");
    assertThat(Trees.digests(data)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aStoreOfTheFirstFormatIsRefusedWithTheWayOut(List<String> command) throws IOException {
    Path data = copy();
    Path mark = data.resolve("sluice-store");
    Files.writeString(mark, Files.readString(mark).replaceAll("format=\\d+", "format=1"));
    Map<String, String> before = Trees.digests(data);
    run(command, data)
        .failed(ExitCode.STORAGE, data, "older Sluice (format 1", "crawl again into a new folder");
    assertThat(Trees.digests(data)).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aStoreFileWithFlippedBytesIsNamedOrDoesNotMatter(List<String> command) throws IOException {
    Path data = copy();
    List<Path> damaged = storeFiles(data, ".sst");
    for (Path file : damaged) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = bytes.length / 3; i < 2 * bytes.length / 3; i++) {
        bytes[i] ^= 0x55;
      }
      Files.write(file, bytes);
    }
    Ran ran = run(command, data);
    ran.hasNoStackTrace();
    if (command.contains("status") || command.contains("crawl") || command.contains("snapshot")) {
      return; // reads few of the files, perhaps none of the damaged ones
    }
    String names = Stream.of(damaged).flatMap(List::stream).map(this::name).toList().toString();
    assertThat(ran.code()).as(ran.out() + ran.err()).isIn(ExitCode.STORAGE, 1);
    assertThat(ran.out() + ran.err()).as(names).contains("damaged");
    assertThat(ran.out() + ran.err()).as("names one of " + names).containsPattern("\\d{6}\\.sst");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aStoreFileThatIsGoneIsNamed(List<String> command) throws IOException {
    Path data = copy();
    List<Path> files = storeFiles(data, ".sst");
    for (Path file : files) {
      Files.delete(file);
    }
    Ran ran = run(command, data);
    ran.failed(ExitCode.STORAGE, data, "damaged or missing", "Restore");
    assertThat(files).map(this::name).anySatisfy(name -> assertThat(ran.err()).contains(name));
  }

  private String name(Path file) {
    return file.getFileName().toString();
  }

  private static List<Path> storeFiles(Path data, String suffix) throws IOException {
    List<Path> files =
        Trees.files(data).stream().filter(file -> file.toString().endsWith(suffix)).toList();
    assertThat(files).isNotEmpty();
    return files;
  }

  @Test
  void aDamagedExportIsNotLeftAsIfItWereWhole() throws IOException {
    Path data = copy();
    Path bodies =
        storeFiles(data, ".sst").stream()
            .max(Comparator.comparing(file -> file.toFile().length()))
            .orElseThrow();
    byte[] bytes = Files.readAllBytes(bodies);
    bytes[bytes.length / 4] ^= 0x55;
    Files.write(bodies, bytes);
    Path out = work.resolve("from-damaged");
    sluice("export", "--data", data, "--out", out).failed(ExitCode.STORAGE, data, "damaged");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(this::name)).containsOnly(".work");
    }
  }

  @Test
  void aFolderThatAnotherProcessCrawlsIntoCanBeReadButNotWritten() throws Exception {
    Path data = work.resolve("crawled");
    try (TestWeb web = TestWeb.large(2, 400, 1, 0)) {
      Path seeds = Files.write(work.resolve("two.txt"), web.seeds());
      Object[] crawl = PretendCrawl.arguments("crawl", seeds, data, "30ms");
      try (ChildProgram child = ChildProgram.start(work.resolve("logs"), crawl)) {
        Waiting.until("the crawl is under way", 60, () -> web.referee().requestCount() > 30);

        sluice(crawl)
            .failed(ExitCode.STORAGE, data + " is in use by process ", "end that one first");
        assertThat(sluice("status", "--data", data).succeeded().out()).contains("captures");
        sluice("store", "check", "--data", data).succeeded();
        Path out = work.resolve("beside");
        assertThat(sluice("export", "--data", data, "--out", out).succeeded().out())
            .contains(" captures -> ");
        sluice("explain", web.seeds().get(0), "--data", data).succeeded();

        assertThat(child.isAlive()).isTrue();
        child.signal("TERM");
        assertThat(child.end(20).code()).isEqualTo(143);
      }
      sluice("store", "check", "--data", data).succeeded();
      assertThat(web.referee().countPerUrl().values()).allMatch(count -> count == 1);
    }
  }

  @Test
  void anExportIntoAFolderThatIsNotEmptyIsRefused() throws IOException {
    Path out = Files.createTempDirectory(work, "taken");
    Files.writeString(out.resolve("thesis.txt"), "years of work");
    sluice("export", "--data", sound, "--out", out)
        .failed(ExitCode.STORAGE, out, "holds other files (thesis.txt)", "choose another folder");
    assertThat(Trees.files(out)).containsExactly(out.resolve("thesis.txt"));

    Path done = work.resolve("done");
    sluice("export", "--data", sound, "--out", done).succeeded();
    Map<String, String> before = Trees.digests(done);
    sluice("export", "--data", sound, "--out", done, "--recipe", "raw-text")
        .failed(ExitCode.STORAGE, done, "holds a finished export", "choose another folder");
    assertThat(Trees.digests(done)).isEqualTo(before);
  }

  @Test
  void anOutputFolderBelowAFileIsRefused() throws IOException {
    Path file = Files.createTempFile(work, "file", "");
    sluice("export", "--data", sound, "--out", file).failed(ExitCode.STORAGE, file, "is a file");
    sluice("export", "--data", sound, "--out", file.resolve("below"))
        .failed(ExitCode.STORAGE, file.resolve("below"));
    sluice("demo", "--dir", file.resolve("below")).failed(ExitCode.USAGE, file.resolve("below"));
    assertThat(file).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "crawl"})
  void aReadOnlyDiskIsNamed(String command) throws Exception {
    Path disk = Files.createTempDirectory(work, "disk");
    Mounts mounts = Mounts.find().orElse(null);
    assumeTrue(mounts != null, Mounts.MISSING);
    Path seeds = Files.writeString(work.resolve("none.txt"), "http://127.99.99.99:9/\n");
    Object[] arguments =
        command.equals("export")
            ? new Object[] {"export", "--data", sound, "--out", disk.resolve("new")}
            : new Object[] {"crawl", "--seeds", seeds, "--data", disk.resolve("new")};
    String script = "mount -t tmpfs -o ro,size=1m tmpfs '" + disk + "' && exec \"$@\"";
    try (ChildProgram child =
        ChildProgram.startCommand(work.resolve("logs"), mounts.shell(script), arguments)) {
      child.end(60).failed(ExitCode.STORAGE, disk.resolve("new"), "ead-only");
    }
  }
}
