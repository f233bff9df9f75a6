package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.PairSorter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * An external merge sort: pairs are gathered in memory, sorted by their bytes, and written to a
 * file as a run whenever memory is full; the runs are merged when they are read.
 *
 * <p>It holds {@value #RUN_PAIRS} pairs and as much again to sort them, 128 MiB at most, and what
 * is never more than one run never touches the disk. Reading holds a buffer of 64 KiB a run, so
 * that a billion pairs take 16 GB on the disk and 20 MiB of memory.
 */
public final class SortedRuns implements PairSorter {

  /** How the names of its files end. */
  static final String SUFFIX = ".run";

  /** Pairs of one run: 64 MiB. */
  private static final int RUN_PAIRS = 1 << 22;

  private static final int FIRST_PAIRS = 1 << 12;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final Runnable check;
  private final int runPairs;
  private final List<Path> runs = new ArrayList<>();
  private PairBuffer buffer;

  /**
   * A sorter.
   *
   * @param folder where runs lie
   * @param check called now and then during long work; what it throws ends that
   */
  public SortedRuns(Path folder, Runnable check) {
    this(folder, check, RUN_PAIRS);
  }

  SortedRuns(Path folder, Runnable check, int runPairs) {
    this.folder = folder;
    this.check = check;
    this.runPairs = runPairs;
    this.buffer = new PairBuffer(Math.min(FIRST_PAIRS, runPairs));
  }

  @Override
  public void add(long key, long value) {
    if (buffer.count() == runPairs) {
      spill();
    }
    buffer.add(key, value);
  }

  private void spill() {
    check.run();
    buffer.sort();
    Path run = null;
    try {
      run = Files.createTempFile(folder, "pairs-", SUFFIX);
      runs.add(run);
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(run), BUFFER_BYTES))) {
        buffer.writeTo(out);
      }
    } catch (IOException notWritable) {
      throw FileTrouble.writing(run == null ? folder : run, notWritable);
    }
    buffer.clear();
  }

  @Override
  public Pairs sorted() {
    buffer.sort();
    Pairs last = buffer.pairs();
    buffer = new PairBuffer(0);
    if (runs.isEmpty()) {
      return last;
    }
    List<Pairs> all = new ArrayList<>();
    try {
      for (Path run : runs) {
        all.add(new Run(run));
      }
    } catch (IOException unreadable) {
      all.forEach(Pairs::close);
      throw FileTrouble.reading(runs.get(all.size()), unreadable);
    }
    all.add(last);
    return new Merge(all);
  }

  @Override
  public void close() {
    buffer = new PairBuffer(0);
    for (Path run : runs) {
      try {
        Files.deleteIfExists(run);
      } catch (IOException stays) {
        throw FileTrouble.writing(run, stays);
      }
    }
    runs.clear();
  }

  /** A run on the disk. */
  private static final class Run implements Pairs {

    private final Path file;
    private final DataInputStream in;
    private long key;
    private long value;

    Run(Path file) throws IOException {
      this.file = file;
      this.in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    @Override
    public boolean next() {
      try {
        key = in.readLong();
        value = in.readLong();
        return true;
      } catch (EOFException end) {
        return false;
      } catch (IOException unreadable) {
        throw FileTrouble.reading(file, unreadable);
      }
    }

    @Override
    public long key() {
      return key;
    }

    @Override
    public long value() {
      return value;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException onlyRead) {
        throw FileTrouble.reading(file, onlyRead);
      }
    }
  }

  /** Several sorted walks as one. */
  private final class Merge implements Pairs {

    private static final int PAIRS_BETWEEN_CHECKS = 1 << 20;

    private final List<Pairs> all;
    private final PriorityQueue<Pairs> heads =
        new PriorityQueue<>(
            Comparator.comparing(Pairs::key, Long::compareUnsigned)
                .thenComparing(Pairs::value, Long::compareUnsigned));
    private long key;
    private long value;
    private int sinceCheck;

    Merge(List<Pairs> all) {
      this.all = all;
      for (Pairs each : all) {
        if (each.next()) {
          heads.add(each);
        }
      }
    }

    @Override
    public boolean next() {
      Pairs first = heads.poll();
      if (first == null) {
        return false;
      }
      if (++sinceCheck == PAIRS_BETWEEN_CHECKS) {
        sinceCheck = 0;
        check.run();
      }
      key = first.key();
      value = first.value();
      if (first.next()) {
        heads.add(first);
      }
      return true;
    }

    @Override
    public long key() {
      return key;
    }

    @Override
    public long value() {
      return value;
    }

    @Override
    public void close() {
      all.forEach(Pairs::close);
    }
  }
}
