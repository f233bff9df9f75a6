package dev.sluice.spark.input;

import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.archive.PageItem;
import dev.sluice.pages.archive.ServerFile;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.spark.model.InputReport;
import dev.sluice.spark.model.InputReport.Damage;
import dev.sluice.spark.model.PageRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads archives from any file system that Hadoop knows: WARC, WET and ARC, ours and others', in
 * each of their compressions.
 *
 * <p>Damaged places are passed over and told. A file that cannot be opened or read on is no damage
 * but trouble of the file system: its task fails, Spark tries again elsewhere, and the job ends if
 * that does not help either.
 *
 * <p>Memory: of a task the block of one record; of the driver 16 bytes for each revisit record, and
 * the files of those servers that ask something about the use of their pages.
 */
public final class InputFiles {

  /** What the files of servers may have together: they are sent to every machine. */
  private static final long MOST_SERVER_BYTES = 512L << 20;

  private static final int NAME_DIGITS = 16;

  private final JavaSparkContext spark;
  private final ArchivePages archives;

  /**
   * @param archives makes pages of records
   */
  public InputFiles(JavaSparkContext spark, ArchivePages archives) {
    this.spark = spark;
    this.archives = archives;
  }

  /**
   * Looks through files, and says how their pages are read. The files must stay as they are until
   * the pages are used.
   *
   * @param inputs files, folders, patterns, and lists ({@code *.paths})
   * @param base where the files of lists are; without it in the folder of the list
   * @throws SettingsException if there are none
   */
  public ReadInput read(List<String> inputs, Optional<String> base) {
    ArchiveFinder finder = new ArchiveFinder(spark.hadoopConfiguration(), base);
    List<InputFile> files = finder.find(inputs);
    List<byte[]> packed =
        FilePack.of(files, spark.defaultParallelism()).stream().map(Sent::bytes).toList();
    JavaRDD<byte[]> packs = spark.parallelize(packed, packed.size());
    FileOpening first = opening(archives);
    List<FileFindings> findings =
        packs.map(new FileScan(first)).collect().stream()
            .map(found -> Sent.value(FileFindings.class, found))
            .toList();
    FileOpening opening = opening(archives.knowing(servers(findings)));
    JavaRDD<PageRow> pages = packs.flatMap(new PageReading<>(opening, InputFiles::page));
    long[] needed =
        findings.stream().flatMap(it -> it.needed.stream()).mapToLong(it -> it).sorted().toArray();
    if (sum(findings, it -> it.revisits) == 0) {
      return new ReadInput(name(files), pages, report(finder, files, findings, 0));
    }
    Revisits revisits = new Revisits(opening, spark.broadcast(needed), packed.size());
    JavaRDD<PageRow> completed = revisits.complete(packs).persist(StorageLevel.DISK_ONLY());
    return new ReadInput(
        name(files), pages.union(completed), report(finder, files, findings, completed.count()));
  }

  private static String name(List<InputFile> files) {
    String all =
        files.stream()
            .map(file -> file.tag() + " " + file.bytes())
            .collect(Collectors.joining("\n"));
    return "input-"
        + ContentHash.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, NAME_DIGITS);
  }

  private FileOpening opening(ArchivePages reading) {
    return new FileOpening(
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration())),
        spark.broadcast(reading));
  }

  private static Optional<PageRow> page(PageItem item) {
    return item instanceof PageItem.Page page
        ? Optional.of(PageRow.of(page.page()))
        : Optional.empty();
  }

  private static List<ServerFile> servers(List<FileFindings> findings) {
    List<ServerFile> servers = new ArrayList<>();
    findings.forEach(it -> servers.addAll(it.servers));
    long bytes = servers.stream().mapToLong(file -> file.body().length).sum();
    if (bytes > MOST_SERVER_BYTES) {
      throw new SettingsException(
          "the robots.txt and tdmrep.json files of the input that ask something about the use of"
              + " pages have "
              + (bytes >> 20)
              + " MB, and at most "
              + (MOST_SERVER_BYTES >> 20)
              + " MB can be sent to every machine: export the input in several parts, each with its"
              + " own robots.txt files");
    }
    return servers;
  }

  private static long sum(List<FileFindings> findings, ToLongFunction<FileFindings> what) {
    return findings.stream().mapToLong(what).sum();
  }

  private static InputReport report(
      ArchiveFinder finder, List<InputFile> files, List<FileFindings> findings, long completed) {
    long revisits = sum(findings, it -> it.revisits);
    List<Damage> damage =
        findings.stream()
            .flatMap(it -> it.damage.stream())
            .sorted(Comparator.comparing(Damage::path).thenComparing(Damage::offset))
            .limit(InputReport.MOST_TOLD)
            .toList();
    return new InputReport(
        files.size(),
        files.stream().mapToLong(InputFile::bytes).sum(),
        finder.missing(),
        sum(findings, it -> it.pages),
        revisits,
        revisits - completed,
        sum(findings, it -> it.serverFiles),
        sum(findings, it -> it.noWebPages),
        sum(findings, it -> it.beside),
        sum(findings, it -> it.damaged),
        damage);
  }
}
