package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.service.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are killed, that fill their disk, and that lose it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTroubleTest {

  private static final long SEED = 20261128;
  private static final int PAGES = 400;
  private static final int KILLS = 2;

  /** So many new files come and go in an export of these pages, or some more. */
  private static final int FILES = 120;

  private static final String ON_SMALL_DISK =
      """
      disk=$1 copy=$2; shift 2
      mount -t tmpfs -o size=64m tmpfs "$disk" || exit 99
      "$@"; code=$?
      cp -a "$disk/." "$copy/"
      exit $code
      """;

  private Path work = Path.of("");
  private Path data;
  private Path vocabulary;
  private Random random;

  @BeforeAll
  void fill(@TempDir Path folder) throws IOException {
    work = folder;
    data = MadeStore.fill(work.resolve("data"), PAGES, SEED);
    random = new Random(SEED);
    StringBuilder tokens = new StringBuilder();
    for (int rank = 0; rank < 256; rank++) {
      byte[] one = {(byte) rank};
      tokens.append(Base64.getEncoder().encodeToString(one)).append(' ').append(rank).append('\n');
    }
    vocabulary = Files.writeString(work.resolve("bytes.tiktoken"), tokens);
  }

  @Test
  void anExportThatIsKilledAtAnyMomentGivesTheSameBytesInEachFormat() throws Exception {
    for (String format : List.of("jsonl", "parquet", "megatron")) {
      Path out = work.resolve("killed-" + format);
      int kills = 0;
      for (int run = 0; run < KILLS; run++) {
        kills += killed(out, format, random.nextInt(FILES)) ? 1 : 0;
      }
      assertThat(kills).as("kills of " + format).isPositive();
      if (!Files.exists(out.resolve("manifest.json")) || Files.exists(out.resolve(".work"))) {
        SmallExport.run(data, SmallExport.request(out, format, vocabulary), ExportWatch.none());
      }
      assertThat(Trees.exportDigests(out)).as(format).isEqualTo(whole(format));
    }
  }

  /** What an export holds that nothing has happened to. */
  private Map<String, String> whole(String format) throws IOException {
    Path out = work.resolve("whole-" + format);
    if (!Files.exists(out)) {
      SmallExport.run(data, SmallExport.request(out, format, vocabulary), ExportWatch.none());
    }
    return Trees.exportDigests(out);
  }

  /** Runs an export and kills it when so many files have come; says whether it came to that. */
  private boolean killed(Path out, String format, int files) throws Exception {
    Set<Object> before = new HashSet<>(inodes(out));
    Set<Object> come = new HashSet<>();
    Process process =
        new ProcessBuilder(commandLine("once", data, out, format, vocabulary)).inheritIO().start();
    try {
      while (process.isAlive() && come.size() <= files) {
        come.addAll(inodes(out));
        come.removeAll(before);
        Thread.sleep(1);
      }
      boolean cutOff = process.isAlive();
      process.destroyForcibly();
      process.waitFor();
      return cutOff;
    } finally {
      process.destroyForcibly();
    }
  }

  /** All files by their numbers; those that go while they are counted count or not. */
  private static Set<Object> inodes(Path out) throws IOException {
    Set<Object> inodes = new HashSet<>();
    for (Path folder : List.of(out, out.resolve(".work"), out.resolve(".work/segments"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          inodes.add(file.getFileName() + " " + Files.getAttribute(file, "unix:ino"));
        }
      } catch (NoSuchFileException gone) {
        // not there yet, or not any more
      }
    }
    return inodes;
  }

  private static List<String> commandLine(Object... words) {
    List<String> command = new ArrayList<>(ChildProgram.commandLine(words));
    command.replaceAll(
        word -> word.equals(Main.class.getName()) ? SmallExport.class.getName() : word);
    return command;
  }

  @Test
  void aDiskThatIsFullAtAnyMomentLeavesWholeFilesOnlyAndTheExportGoesOn() throws Exception {
    Path disk = Files.createDirectory(work.resolve("disk"));
    Path copy = Files.createDirectory(work.resolve("copy"));
    Path told = work.resolve("told");
    onSmallDisk(disk, copy, "grow", data, disk.resolve("out"), "megatron", vocabulary, disk, told);

    assertThat(Trees.exportDigests(copy.resolve("out"))).isEqualTo(whole("megatron"));
    Set<String> fullAt = new TreeSet<>();
    for (String line : Files.readAllLines(told)) {
      if (line.contains("\t")) {
        String name = line.substring(0, line.indexOf('\t'));
        String digest = line.substring(line.indexOf('\t') + 1);
        assertThat(name).isNotEqualTo("manifest.json");
        if (!name.startsWith("report")) {
          assertThat(whole("megatron")).containsEntry(name, digest);
        }
      } else {
        assertThat(line)
            .contains("the disk is full", disk.toString(), "run the same command again");
        fullAt.add(line.replaceAll(".*/([a-z]+)[^/ ]*: the disk is full.*", "$1"));
      }
    }
    assertThat(fullAt).contains("part", "documents").hasSizeGreaterThan(2);
  }

  @Test
  void anExportWhoseDiskIsTakenAwaySaysSoAndWritesNowhereElse() throws Exception {
    Path disk = Files.createDirectory(work.resolve("lost"));
    Path copy = Files.createDirectory(work.resolve("nothing"));
    Path out = disk.resolve("out");
    String err = onSmallDisk(disk, copy, "lose", data, out, "jsonl", vocabulary, disk);
    assertThat(err).contains(out.toString(), " is gone", "run the same command again");
    assertThat(copy).isEmptyDirectory();
  }

  /** Runs it on a disk of its own, whose files are copied at the end; gives its last words. */
  private String onSmallDisk(Path disk, Path copy, Object... words) throws Exception {
    Mounts mounts = Mounts.find().orElse(null);
    assumeTrue(mounts != null, Mounts.MISSING);
    List<String> command = new ArrayList<>(mounts.shell(ON_SMALL_DISK));
    command.addAll(List.of(disk.toString(), copy.toString()));
    command.addAll(commandLine(words));
    Path log = work.resolve(words[0] + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(code).as(said).isEqualTo(words[0].equals("lose") ? 1 : 0);
    return said;
  }
}
