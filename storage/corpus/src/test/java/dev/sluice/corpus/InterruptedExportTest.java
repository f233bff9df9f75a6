package dev.sluice.corpus;

import static dev.sluice.corpus.ExportedFiles.digests;
import static dev.sluice.corpus.model.ExportWatch.Phase.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.work.Version;
import dev.sluice.pages.model.Takedowns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a stop, a kill, a full disk or a lost folder leaves of an export, and that it goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedExportTest {

  /** Phases of an export that is recorded nowhere. */
  static final Set<ExportWatch.Phase> WITHOUT_INDEX =
      EnumSet.complementOf(EnumSet.of(ExportWatch.Phase.MIX, ExportWatch.Phase.RECORD));

  @TempDir Path temp;
  private PageFunctions functions;

  /** The same export, which nothing befell. */
  private Path whole;

  private Manifest manifest;
  private MemorySnapshot snapshot;

  @BeforeAll
  void exportOnce(@TempDir Path folder) {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(150, 20261001);
    whole = folder.resolve("whole");
    manifest = run(request(whole).withThreads(1));
  }

  private ExportRequest request(String folder) {
    return request(temp.resolve(folder));
  }

  private static ExportRequest request(Path folder) {
    return ExportRequest.of(Recipes.load("web"), folder)
        .withThreads(2)
        .withPartCaptures(15)
        .withShardTextBytes(30_000);
  }

  private Manifest run(ExportRequest request) {
    return new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  @Test
  void anExportThatWasStoppedGoesOnWhereItStopped() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    ExportWatch stopSoon = new StoppingWatch(() -> asked.incrementAndGet() > 250);
    ExportException stopped =
        catchThrowableOfType(
            ExportException.class,
            () -> new Export(functions).run(snapshot, request("out"), stopSoon));
    assertThat(stopped.problem()).isEqualTo(Problem.STOPPED);
    assertThat(temp.resolve("out/manifest.json")).doesNotExist();

    int before = snapshot.bodiesRead();
    run(request("out"));
    assertThat(snapshot.bodiesRead() - before).isLessThan(snapshot.all().size() - 50);
    assertThat(files("out")).isEqualTo(digests(whole));
  }

  @Test
  void anExportThatIsStoppedInAnyPhaseDoesLittleMoreAndGoesOn() throws IOException {
    for (ExportWatch.Phase phase : WITHOUT_INDEX) {
      String folder = "stopped-in-" + phase;
      Stopping watch = new Stopping(phase);
      ExportException stopped =
          catchThrowableOfType(
              ExportException.class,
              () -> new Export(functions).run(snapshot, request(folder), watch));
      assertThat(stopped.problem()).as(folder).isEqualTo(Problem.STOPPED);
      assertThat(watch.after.get()).as("progress after the stop in " + phase).isLessThan(20);
      run(request(folder));
      assertThat(files(folder)).as(folder).isEqualTo(digests(whole));
    }
  }

  /** Stops an export when a phase has done something, and counts what is done after that. */
  private static final class Stopping implements ExportWatch {

    private final Phase phase;
    private final AtomicInteger after = new AtomicInteger();
    private volatile boolean asked;

    Stopping(Phase phase) {
      this.phase = phase;
    }

    @Override
    public void progress(Phase now, long done, long total) {
      if (asked) {
        after.incrementAndGet();
      }
      asked |= now == phase && done > 0;
    }

    @Override
    public boolean stopped() {
      return asked;
    }
  }

  @Test
  void anExportThatWasKilledInAnyPhaseGivesTheSameBytes() throws IOException {
    for (ExportWatch.Phase phase : WITHOUT_INDEX) {
      String folder = "killed-in-" + phase;
      ExportRequest request = request(folder);
      ExportWatch killer =
          (now, done, total) -> {
            if (now == phase && done > total / 2) {
              throw new Killed();
            }
          };
      assertThatThrownBy(() -> new Export(functions).run(snapshot, request, killer))
          .isInstanceOf(Killed.class);
      damage(temp.resolve(folder).resolve(".work/segments"));
      run(request);
      assertThat(files(folder)).as(folder).isEqualTo(digests(whole));
    }
  }

  /** What a kill or a crash of the machine may leave: half a file, a missing one, a foreign one. */
  private static void damage(Path segments) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(segments)) {
      files = list.sorted().toList();
    }
    Path half = files.get(0);
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.truncate(20);
    }
    Files.delete(files.get(files.size() - 1));
    Files.writeString(segments.resolve("part-000001.documents.zst.tmp"), "half a file");
    Files.writeString(segments.resolve("part-999999.documents.zst"), "foreign");
  }

  @Test
  void aShardThatIsWrittenIsNotWrittenAgainUnlessItIsDamaged() throws IOException {
    Path out = temp.resolve("out");
    assertThatThrownBy(() -> new Export(functions).run(snapshot, request("out"), killedIn(LEDGER)))
        .isInstanceOf(Killed.class);
    Map<String, Object> written = inodes(out);
    assertThat(written).hasSameSizeAs(manifest.shards());
    String damaged = manifest.shards().get(1).file();
    try (FileChannel shard = FileChannel.open(out.resolve(damaged), StandardOpenOption.WRITE)) {
      shard.write(ByteBuffer.wrap(new byte[] {1}), 100);
    }
    Files.writeString(out.resolve("documents-99999.jsonl.zst"), "of a larger selection");

    assertThatThrownBy(() -> new Export(functions).run(snapshot, request("out"), killedIn(LEDGER)))
        .isInstanceOf(Killed.class);
    Map<String, Object> again = inodes(out);
    assertThat(again.remove(damaged)).isNotEqualTo(written.remove(damaged));
    assertThat(again).isEqualTo(written).isNotEmpty();

    run(request("out"));
    assertThat(files("out")).isEqualTo(digests(whole));
  }

  private static ExportWatch killedIn(ExportWatch.Phase phase) {
    return (now, done, total) -> {
      if (now == phase) {
        throw new Killed();
      }
    };
  }

  /** Which file each shard is: one that is written anew is another. */
  private static Map<String, Object> inodes(Path folder) throws IOException {
    Map<String, Object> inodes = new TreeMap<>();
    try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder, "documents-*")) {
      for (Path shard : shards) {
        inodes.put(shard.getFileName().toString(), Files.getAttribute(shard, "unix:ino"));
      }
    }
    return inodes;
  }

  @Test
  void anOutputFolderThatIsGoneStopsTheExportWithAWordAndIsNotMadeAnew() throws IOException {
    for (ExportWatch.Phase phase : WITHOUT_INDEX) {
      Path out = temp.resolve("lost-in-" + phase);
      Path away = temp.resolve("away-" + phase);
      AtomicBoolean moved = new AtomicBoolean();
      ExportWatch mover =
          (now, done, total) -> {
            if (now == phase && moved.compareAndSet(false, true)) {
              move(out, away);
            }
          };
      assertThatThrownBy(() -> new Export(functions).run(snapshot, request(out), mover))
          .as(phase.toString())
          .isInstanceOf(ExportException.class)
          .hasMessageContaining(out.toString())
          .hasMessageContaining("is gone")
          .hasMessageContaining("run the same command again");
      assertThat(out).doesNotExist();
      move(away, out);
      run(request(out));
      assertThat(digests(out)).as(phase.toString()).isEqualTo(digests(whole));
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Test
  void aKillBeforeTheWorkingFilesAreRemovedLosesNothing() throws IOException {
    run(request("out"));
    Files.createDirectories(temp.resolve("out/.work/segments"));
    Job job =
        new Job(
            snapshot,
            ExportBasis.NONE,
            EarlierDocuments.NONE,
            request("out"),
            Version.current(),
            new Meter(ExportWatch.none()),
            Takedowns.NONE);
    Files.writeString(temp.resolve("out/.work/request.json"), job.identity());
    assertThat(run(request("out"))).isEqualTo(manifest);
    assertThat(files("out")).isEqualTo(digests(whole));
  }

  @Test
  void aFullDiskIsNamedAndTheExportCanGoOn() throws IOException {
    Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")));
    assertThatThrownBy(
            () ->
                new Export(functions).run(snapshot, request("out"), new StoppingWatch(() -> true)))
        .isInstanceOf(ExportException.class);
    for (String file :
        List.of(
            "segments/sites-000000.zst.tmp",
            "segments/part-000003.documents.zst.tmp",
            "segments/chosen-010.zst.tmp",
            "documents-00001.jsonl.zst.tmp",
            "segments/documents-00001.jsonl.zst.shard.json.tmp",
            "ledger.parquet.tmp",
            "report.json.tmp",
            "report.html.tmp",
            "README.md.tmp",
            "SHA256SUMS.tmp",
            "manifest.json.tmp")) {
      Path full = temp.resolve("out/.work").resolve(file);
      Files.createSymbolicLink(full, Path.of("/dev/full"));
      ExportException failed =
          catchThrowableOfType(ExportException.class, () -> run(request("out")));
      assertThat(failed.problem()).as(file).isEqualTo(Problem.DISK_FULL);
      assertThat(failed)
          .hasMessageContaining(full.getFileName().toString().replace(".tmp", ""))
          .hasMessageContaining("free some space");
      assertThat(full).doesNotExist();
      assertThat(temp.resolve("out/manifest.json")).doesNotExist();
    }
    run(request("out"));
    assertThat(files("out")).isEqualTo(digests(whole));
  }

  @Test
  void anInterruptStopsTheExport() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> run(request("out")))
        .isInstanceOfSatisfying(
            ExportException.class,
            stopped -> assertThat(stopped.problem()).isEqualTo(Problem.STOPPED));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** What stands for a kill: nothing of Sluice expects it. */
  private static final class Killed extends Error {}

  private Map<String, String> files(String folder) throws IOException {
    return digests(temp.resolve(folder));
  }
}
