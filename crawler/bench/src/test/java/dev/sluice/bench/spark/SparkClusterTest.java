package dev.sluice.bench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.export.MadePages;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.warc.GzipPacking;
import dev.sluice.pages.warc.WarcWriting;
import dev.sluice.pages.warc.Warcinfo;
import dev.sluice.service.cli.CommandLineRun;
import dev.sluice.service.daemon.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * An export on a standalone cluster, whose master and workers are JVMs of their own, submitted by
 * spark-submit; with a giant host, a giant cluster of like pages, and an archive that is damaged.
 */
@Timeout(900)
class SparkClusterTest {

  /** Ours, a second logger, and the Hadoop that we have only names of. */
  private static final String NOT_SPARKS =
      "(sluice|logback|jul-to|hadoop-common|hadoop-mapreduce)-.*";

  private static final int PAGES = 900;
  private static final int SITES = 3;
  private static final int LIKE = 300;
  private static final int PAGES_A_FILE = 100;
  private static final int TASKS_BEFORE_THE_KILL = 14;
  private static final Pattern FINISHED = Pattern.compile("Finished task ");

  @TempDir Path work;

  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(":")).map(Path::of).toList();
  }

  /** Spark's jars and those of everybody else. */
  private SparkLayout layout() throws IOException {
    List<Path> jars =
        classPath().stream()
            .filter(path -> path.toString().endsWith(".jar"))
            .filter(path -> !path.getFileName().toString().matches(NOT_SPARKS))
            .toList();
    assertThat(jars).anyMatch(jar -> jar.getFileName().toString().startsWith("spark-core_"));
    return SparkLayout.make(work.resolve("spark"), jars);
  }

  /** Sluice, from the folders of classes or the jars that this test runs with. */
  private Path job() throws IOException {
    Path jar = work.resolve("sluice-job.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      List<String> written = new ArrayList<>();
      for (Path path : classPath()) {
        boolean ours =
            path.toString().contains("/storage/")
                || path.toString().contains("/crawler/service")
                || path.toString().contains("/crawler/engine");
        if (ours && Files.isDirectory(path)) {
          add(path, out, written);
        } else if (ours) {
          try (FileSystem inside = FileSystems.newFileSystem(path)) {
            add(inside.getPath("/"), out, written);
          }
        }
      }
    }
    return jar;
  }

  private static void add(Path folder, JarOutputStream out, List<String> written)
      throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            String name = folder.relativize(file).toString();
            if (!name.endsWith("MANIFEST.MF") && !written.contains(name)) {
              written.add(name);
              out.putNextEntry(new JarEntry(name));
              Files.copy(file, out);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Pages of a few sites, of which one is copied to many, and the records of a file damaged. */
  private Path archives() throws IOException {
    Path store = work.resolve("made");
    MadePages.store(store, PAGES, SITES, 3_000);
    List<RawPage> pages = new ArrayList<>();
    try (DataFolder data = new Wiring().openForReading(store);
        Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      captures.forEachRemaining(it -> pages.add(new RawPage(it, snapshot.body(it))));
    }
    for (int i = 0; i < LIKE; i++) {
      pages.add(copy(pages.get(0), i));
    }
    Path folder = Files.createDirectories(work.resolve("warc"));
    for (int first = 0; first < pages.size(); first += PAGES_A_FILE) {
      Path file = folder.resolve("pages-%04d.warc.gz".formatted(first));
      write(pages.subList(first, Math.min(pages.size(), first + PAGES_A_FILE)), file);
    }
    damage(folder.resolve("pages-0000.warc.gz"));
    Files.write(folder.resolve("zz-foreign.warc"), foreign(pages.subList(500, 503)));
    return folder;
  }

  /**
   * An archive of another crawler: a server that asks something, pages, and records that refer to
   * pages of this file and of another one.
   */
  private static byte[] foreign(List<RawPage> pages) {
    String html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    String robots =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: GPTBot\nDisallow: /held/\n";
    String digest = "WARC-Payload-Digest: sha1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567\r\n";
    CaptureKey other = pages.get(2).capture().key();
    String refers =
        "WARC-Refers-To-Target-URI: %s\r\nWARC-Refers-To-Date: %s\r\n"
            .formatted(other.url(), other.fetchedAt());
    return joined(
        record("response", "robots.txt", "", robots.getBytes(StandardCharsets.UTF_8)),
        record("response", "held/1", "", answer(html, pages.get(0).body())),
        record("response", "free/1", digest, answer(html, pages.get(1).body())),
        record("revisit", "free/2", digest, html.getBytes(StandardCharsets.UTF_8)),
        record("revisit", "free/3", refers, html.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] answer(String head, byte[] body) {
    return joined(head.getBytes(StandardCharsets.UTF_8), body);
  }

  private static byte[] record(String type, String path, String fields, byte[] block) {
    String head =
        ("WARC/1.0\r\n"
                + "WARC-Type: %s\r\n"
                + "WARC-Record-ID: <urn:uuid:%s>\r\n"
                + "WARC-Target-URI: http://foreign.example/%s\r\n"
                + "WARC-Date: 2026-11-28T13:00:00Z\r\n"
                + "%sContent-Length: %d\r\n\r\n")
            .formatted(type, path, path, fields, block.length);
    return joined(
        head.getBytes(StandardCharsets.UTF_8), block, "\r\n\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static RawPage copy(RawPage page, int number) {
    String html = new String(page.body(), StandardCharsets.UTF_8);
    byte[] body =
        html.replace("</body>", "<p>Copy number " + number + ".</p></body>")
            .getBytes(StandardCharsets.UTF_8);
    PageUrl url = PageUrl.parse("http://copies-" + number % 7 + ".example/" + number);
    Capture of = page.capture();
    return new RawPage(
        new Capture(
            new CaptureKey(url, of.key().fetchedAt().plusSeconds(number)),
            of.status(),
            of.headers(),
            ContentHash.of(body),
            body.length,
            false,
            of.address(),
            of.latency(),
            false,
            of.change(),
            of.directives(),
            of.provenance()),
        body);
  }

  private static void write(List<RawPage> pages, Path file) throws IOException {
    Warcinfo info = new Warcinfo("sluice", "a test", "all");
    try (OutputStream out = Files.newOutputStream(file);
        WarcWriting writing = new WarcWriting(out, new GzipPacking(6), info)) {
      for (RawPage page : pages) {
        writing.capture(page);
      }
    }
  }

  /** Bytes in the middle of the file are others, as after a bad copy. */
  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < 8; i++) {
      bytes[bytes.length / 2 + i] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  private static void sluice(int code, Object... words) {
    String[] arguments = Stream.of(words).map(Object::toString).toArray(String[]::new);
    assertThat(CommandLineRun.run(arguments)).as(String.join(" ", arguments)).isEqualTo(code);
  }

  @Test
  void anExportIsThatOfOneMachineAlthoughAnExecutorIsKilled() throws Exception {
    Path archives = archives();
    Path data = work.resolve("data");
    Path embedded = work.resolve("embedded");
    sluice(1, "import", archives, "--data", data); // 1, because of the damage
    sluice(0, "export", "--data", data, "--recipe", "web", "--out", embedded);
    SparkLayout layout = layout();
    Path out = work.resolve("out");
    Path log = work.resolve("job.log");
    try (SparkCluster cluster = SparkCluster.start(layout, work.resolve("cluster"), 2, "1g")) {
      SparkJob job =
          new SparkJob(
              layout,
              job(),
              cluster.url(),
              "512m",
              Map.of("spark.executor.memory", "768m", "spark.eventLog.rolling.enabled", "false"));
      List<String> words =
          List.of(
              "--input",
              archives.toString(),
              "--recipe",
              "web",
              "--out",
              out.toString(),
              "--partitions",
              "6",
              "--snapshot",
              snapshot(embedded));
      Process driver = job.start(work.resolve("events"), log, words);
      try {
        SparkCluster.await(
            log,
            text ->
                !driver.isAlive()
                    || FINISHED.matcher(text).results().count() >= TASKS_BEFORE_THE_KILL);
        List<ProcessHandle> executors = cluster.executors();
        assertThat(executors).as("executors; the driver: %s", tail(log)).hasSize(2);
        executors.get(0).destroyForcibly();
        assertThat(driver.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).as(tail(log)).isZero();
      } finally {
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly();
      }
    }
    assertThat(SparkEvents.read(work.resolve("events")).lostExecutors()).isPositive();
    assertThat(Files.readString(log)).contains("pages-0000.warc.gz: damaged at byte");
    sluice(0, "export", "verify", out, "--deep");
    sluice(0, "export", "verify", out, "--against", embedded);
  }

  private static String snapshot(Path export) {
    return JsonMapper.shared()
        .readTree(export.resolve("manifest.json").toFile())
        .get("snapshot")
        .get("id")
        .asString();
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }
}
