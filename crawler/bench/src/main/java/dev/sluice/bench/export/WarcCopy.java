package dev.sluice.bench.export;

import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.pages.archive.ArchiveItem;
import dev.sluice.pages.archive.ArchiveReading;
import dev.sluice.pages.archive.ArchiveRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The writing of WARC files beside a copy on the same disk: of the files that were written, and of
 * the blocks of their records before compression, which is what a copy of the captures would be.
 * Copies are on the disk (fsync), as the files of an export are; what is copied is in the system's
 * cache.
 */
final class WarcCopy {

  private static final double MEGABYTE = 1e6;
  private static final int ROUNDS = 5;
  private static final int MOST_BYTES = 1 << 30;

  private final Path folder;
  private final InstantSource clock;

  /** Copies into this folder, which is not there yet. */
  WarcCopy(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** How fast either is, and the share of the one in the other. */
  MarkdownTable beside(ExportRun.Cost cost, Path out) throws IOException {
    Files.createDirectories(folder);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(out)) {
      files = walk.filter(file -> file.toString().contains(".warc.")).sorted().toList();
    }
    Path records = folder.resolve("records");
    unpack(files, records);
    MarkdownTable table =
        new MarkdownTable(
            List.of("MB a second", "MB", "write phase", "whole export", "copy", "write of copy"));
    table.row(row("records before compression", List.of(records), cost));
    table.row(row("the files themselves", files, cost));
    return table;
  }

  private static void unpack(List<Path> files, Path records) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(records))) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file);
            ArchiveReading reading = new ArchiveReading(in, MOST_BYTES)) {
          Optional<ArchiveItem> next = reading.next();
          while (next.isPresent()) {
            if (next.get() instanceof ArchiveRecord record) {
              out.write(record.block());
            }
            next = reading.next();
          }
        }
      }
    }
  }

  private List<String> row(String name, List<Path> files, ExportRun.Cost cost) throws IOException {
    double megabytes = 0;
    for (Path file : files) {
      megabytes += Files.size(file) / MEGABYTE;
    }
    double write = megabytes / seconds(cost.phases().getOrDefault("write", cost.time()));
    double copy = megabytes / copySeconds(files);
    return List.of(
        name,
        text("%,.0f", megabytes),
        text("%,.0f", write),
        text("%,.0f", megabytes / seconds(cost.time())),
        text("%,.0f", copy),
        text("%.2f", write / copy));
  }

  /** The median of some copies, after one that is not counted. */
  private double copySeconds(List<Path> files) throws IOException {
    double[] rounds = new double[ROUNDS];
    copyAll(files);
    for (int round = 0; round < ROUNDS; round++) {
      Instant before = clock.instant();
      copyAll(files);
      rounds[round] = seconds(Duration.between(before, clock.instant()));
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  private void copyAll(List<Path> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      copy(files.get(i), folder.resolve("copy-" + i));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    try (FileChannel in = FileChannel.open(from);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long at = 0;
      while (at < in.size()) {
        at += in.transferTo(at, in.size() - at, out);
      }
      out.force(true);
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
