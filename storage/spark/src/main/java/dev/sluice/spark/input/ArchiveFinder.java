package dev.sluice.spark.input;

import dev.sluice.pages.settings.SettingsException;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Finds the archives that a user named: files, folders, patterns such as {@code
 * s3a://crawl/*.warc.gz}, and lists ({@code *.paths}). Each file is there once, in the order of
 * paths.
 */
final class ArchiveFinder {

  private static final Pattern ARCHIVE =
      Pattern.compile(".*\\.(warc|wet|arc)(\\.(gz|zst))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern WITHOUT_PAGES =
      Pattern.compile(".*\\.wat(\\.(gz|zst))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern LIST =
      Pattern.compile(".*\\.paths(\\.gz)?", Pattern.CASE_INSENSITIVE);
  private static final int MOST_FILES = 1_000_000;

  private final Configuration hadoop;
  private final Optional<String> base;
  private final Map<String, InputFile> files = new LinkedHashMap<>();
  private long missing;

  /**
   * @param base where the files of lists are; without it in the folder of the list
   */
  ArchiveFinder(Configuration hadoop, Optional<String> base) {
    this.hadoop = hadoop;
    this.base = base;
  }

  /**
   * Finds the files of all inputs.
   *
   * @throws SettingsException if there is none, or one cannot be looked for
   */
  List<InputFile> find(List<String> inputs) {
    for (String input : inputs) {
      try {
        add(input);
      } catch (IOException | IllegalArgumentException trouble) {
        throw new SettingsException(
            "the input " + input + " cannot be looked for (" + trouble.getMessage() + ")");
      }
    }
    if (files.isEmpty()) {
      throw new SettingsException(
          "no archive is there in "
              + String.join(", ", inputs)
              + ": files of folders end in .warc, .wet or .arc, with .gz or .zst behind that or"
              + " not");
    }
    return files.values().stream().sorted(Comparator.comparing(InputFile::path)).toList();
  }

  /** Files of lists that are not there. */
  long missing() {
    return missing;
  }

  private void add(String input) throws IOException {
    Path path = new Path(input);
    FileSystem system = path.getFileSystem(hadoop);
    FileStatus[] found = system.globStatus(path);
    if (found == null || found.length == 0) {
      throw new SettingsException("there is no file, folder or match of " + input);
    }
    for (FileStatus status : found) {
      String name = status.getPath().getName();
      if (status.isDirectory()) {
        addFolder(system, status.getPath());
      } else if (LIST.matcher(name).matches()) {
        addList(system, status.getPath());
      } else if (!WITHOUT_PAGES.matcher(name).matches()) {
        put(status);
      } else if (found.length == 1) {
        throw new SettingsException(
            input
                + " is a WAT file, which tells of pages and holds none: take the WARC or WET file"
                + " of the same number");
      }
    }
  }

  private void addFolder(FileSystem system, Path folder) throws IOException {
    RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
    while (all.hasNext()) {
      FileStatus status = all.next();
      if (ARCHIVE.matcher(status.getPath().getName()).matches()) {
        put(status);
      }
    }
  }

  private void addList(FileSystem system, Path list) throws IOException {
    Path folder = base.map(Path::new).orElse(list.getParent());
    for (String line : lines(system, list)) {
      Path file = new Path(folder, line);
      if (WITHOUT_PAGES.matcher(file.getName()).matches()) {
        continue;
      }
      try {
        put(file.getFileSystem(hadoop).getFileStatus(file));
      } catch (FileNotFoundException notThere) {
        missing++;
      }
    }
  }

  private static List<String> lines(FileSystem system, Path list) throws IOException {
    boolean packed = list.getName().endsWith(".gz");
    try (InputStream raw = system.open(list);
        InputStream in = packed ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> all = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          all.add(line.strip());
        }
      }
      return all;
    }
  }

  private void put(FileStatus status) {
    String path = status.getPath().toString();
    files.put(path, new InputFile(path, status.getLen()));
    if (files.size() > MOST_FILES) {
      throw new SettingsException(
          "the input has over " + MOST_FILES + " files: export it in several parts");
    }
  }
}
