package dev.sluice.service.archive;

import dev.sluice.engine.model.ImportSource;
import dev.sluice.pages.settings.SettingsException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The archives that a user named, in the order in which they are read: as named, those of a folder
 * or a list by their paths. Archives of robots.txt files go before all others, for they hold for
 * the pages behind them.
 *
 * @param sources the archives
 * @param bytes what they have together; nothing if it cannot be told
 * @param missing files of lists that are not there
 * @param left WAT files of folders and lists, which hold no pages
 */
public record ArchiveFiles(
    List<ImportSource> sources, OptionalLong bytes, long missing, long left) {

  /** The name of the standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final Pattern ARCHIVE =
      Pattern.compile(".*\\.(warc|wet|arc)(\\.(gz|zst))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern WITHOUT_PAGES =
      Pattern.compile(".*\\.wat(\\.(gz|zst))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LIST =
      Pattern.compile(".*\\.paths(\\.gz)?", Pattern.CASE_INSENSITIVE);
  private static final String ROBOTS = "robotstxt";
  private static final int MOST_FILES = 1_000_000;

  /**
   * Finds them.
   *
   * @param inputs archives, folders, lists ({@code *.paths}), or {@link #STANDARD_INPUT}
   * @param base where the files of lists are; without it in the folder of the list
   * @param standardInput the bytes of the standard input
   * @throws SettingsException if something is not there, cannot be read, or holds no pages
   */
  public static ArchiveFiles find(
      List<String> inputs, Optional<Path> base, InputStream standardInput) {
    Search search = new Search(base);
    boolean whole = true;
    List<ImportSource> others = new ArrayList<>();
    for (String input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        others.add(new ImportSource("standard input", STANDARD_INPUT, () -> standardInput));
        whole = false;
      } else {
        search.add(Path.of(input));
      }
    }
    List<ImportSource> sources = new ArrayList<>(search.sources());
    sources.addAll(others);
    if (sources.isEmpty()) {
      throw new SettingsException(
          "no archive is there in " + String.join(", ", inputs) + search.otherwise());
    }
    return new ArchiveFiles(
        List.copyOf(sources),
        whole ? OptionalLong.of(search.bytes) : OptionalLong.empty(),
        search.missing,
        search.left);
  }

  /** What was found so far. */
  private static final class Search {

    private final Optional<Path> base;
    private final Map<Path, Long> files = new LinkedHashMap<>();
    private long bytes;
    private long missing;
    private long left;

    Search(Optional<Path> base) {
      this.base = base;
    }

    void add(Path input) {
      if (!Files.exists(input)) {
        throw new SettingsException("there is no file or folder " + input);
      }
      if (!Files.isReadable(input)) {
        throw new SettingsException(
            input + " cannot be read: the user that runs this needs the right to read it");
      }
      if (Files.isDirectory(input)) {
        addFolder(input);
      } else if (LIST.matcher(name(input)).matches()) {
        addList(input);
      } else {
        addFile(input);
      }
    }

    private void addFile(Path file) {
      if (WITHOUT_PAGES.matcher(name(file)).matches()) {
        throw new SettingsException(
            file
                + " is a WAT file, which tells of pages and holds none: import the WARC or WET"
                + " file of the same number");
      }
      put(file);
    }

    private void addFolder(Path folder) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile)
            .filter(file -> !isLeft(file))
            .filter(file -> ARCHIVE.matcher(name(file)).matches())
            .sorted(Comparator.comparing(Path::toString))
            .forEach(this::put);
      } catch (IOException | UncheckedIOException failure) {
        throw new SettingsException(
            "the folder " + folder + " cannot be read (" + failure.getMessage() + ")");
      }
    }

    private boolean isLeft(Path file) {
      boolean none = WITHOUT_PAGES.matcher(name(file)).matches();
      left += none ? 1 : 0;
      return none;
    }

    private void addList(Path list) {
      Path beside = Optional.ofNullable(list.toAbsolutePath().getParent()).orElse(Path.of(""));
      Path folder = base.orElse(beside);
      for (String line : lines(list)) {
        Path file = folder.resolve(line);
        if (!isLeft(file)) {
          if (Files.isRegularFile(file)) {
            put(file);
          } else {
            missing++;
          }
        }
      }
    }

    private static List<String> lines(Path list) {
      try (InputStream in = Files.newInputStream(list);
          InputStream unpacked = name(list).endsWith(".gz") ? new GZIPInputStream(in) : in;
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
        return reader
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .limit(MOST_FILES)
            .toList();
      } catch (IOException | UncheckedIOException failure) {
        throw new SettingsException(
            "the list " + list + " cannot be read (" + failure.getMessage() + ")");
      }
    }

    private void put(Path file) {
      try {
        long size = Files.size(file);
        if (files.putIfAbsent(file.toAbsolutePath().normalize(), size) == null) {
          bytes += size;
        }
      } catch (IOException failure) {
        throw new SettingsException(file + " cannot be read (" + failure.getMessage() + ")");
      }
    }

    List<ImportSource> sources() {
      return files.keySet().stream()
          .sorted(Comparator.comparing(file -> !file.toString().contains(ROBOTS)))
          .map(Search::source)
          .toList();
    }

    private static ImportSource source(Path file) {
      return new ImportSource(
          file.toString(), name(file), () -> new BufferedInputStream(Files.newInputStream(file)));
    }

    String otherwise() {
      if (missing > 0) {
        return ": none of the "
            + missing
            + " files that the list names is there; '--base DIR' says where they are";
      }
      return " (names of archives end in .warc, .wet or .arc, and .gz or .zst behind that)";
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
