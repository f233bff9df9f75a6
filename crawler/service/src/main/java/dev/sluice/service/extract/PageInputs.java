package dev.sluice.service.extract;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds the pages of what a user names, in that order, and within a folder in the order of names.
 *
 * <p>Pages are handed on one by one and not collected. Of a folder, the names of the files in it
 * and in those above it are held at a time.
 */
final class PageInputs {

  /** The name that stands for the standard input stream. */
  static final String STANDARD_INPUT = "-";

  static final int MOST_LINE_BYTES = 100_000_000;

  private final InputStream standardInput;
  private final Map<String, PageFacts> facts;
  private final Consumer<PageSource> pages;
  private final Consumer<String> trouble;

  /**
   * @param facts what is known of files beside them, by their id
   * @param pages is given each page
   * @param trouble is told what could not be looked into, in words for people
   */
  PageInputs(
      InputStream standardInput,
      Map<String, PageFacts> facts,
      Consumer<PageSource> pages,
      Consumer<String> trouble) {
    this.standardInput = standardInput;
    this.facts = facts;
    this.pages = pages;
    this.trouble = trouble;
  }

  /**
   * What is there to be read.
   *
   * @throws SettingsException if one of the inputs does not exist, before any is read
   */
  static void check(List<String> inputs) {
    for (String input : inputs) {
      if (!input.equals(STANDARD_INPUT) && !Files.exists(Path.of(input))) {
        throw new SettingsException(
            "there is no file and no folder '"
                + input
                + "'; name HTML files, folders of them, JSONL files, or - for JSONL from the"
                + " standard input");
      }
    }
  }

  /** Hands on the pages of one input. */
  void add(String input) {
    Path path = Path.of(input);
    if (input.equals(STANDARD_INPUT)) {
      addLines("standard input", standardInput);
    } else if (Files.isDirectory(path)) {
      if (addFolder(path) == 0) {
        trouble.accept(
            "there is no page in "
                + path
                + " (*.html, *.htm, *.xhtml, *.xht, *.shtml); files with other endings can be named"
                + " one by one");
      }
    } else if (isLines(path)) {
      addLines(path);
    } else {
      addFile(path);
    }
  }

  /** Whether a file holds a page on each line, by its ending. */
  static boolean isLines(Path file) {
    String name = Packed.unpackedName(file);
    return name.endsWith(".jsonl") || name.endsWith(".ndjson");
  }

  private void addFile(Path file) {
    try {
      pages.accept(new PageFile(file, Files.size(file), facts));
    } catch (IOException unknownSize) {
      pages.accept(new PageFile(file, 0, facts)); // reading it will tell what is wrong
    }
  }

  /** The number of pages in a folder and those below it. */
  private long addFolder(Path folder) {
    long found = 0;
    for (Path entry : entries(folder)) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        found += addFolder(entry);
      } else if (PageFile.isPage(entry) && !Files.isDirectory(entry)) {
        addFile(entry);
        found++;
      }
    }
    return found;
  }

  private List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      trouble.accept("the folder " + folder + " cannot be read; allow it, or leave it out");
    }
    entries.sort(null);
    return entries;
  }

  private void addLines(Path file) {
    try (InputStream in = Files.newInputStream(file);
        InputStream unpacked = Packed.reading(file, in)) {
      addLines(file.toString(), unpacked);
    } catch (IOException broken) {
      trouble.accept(file + " cannot be read: " + broken.getMessage());
    }
  }

  private void addLines(String name, InputStream in) {
    LineReader lines = new LineReader(in, MOST_LINE_BYTES);
    long number = 0;
    try {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        number++;
        String place = name + ":" + number;
        if (line.tooLong()) {
          pages.accept(new UnreadablePage(place, place + ": the line has more than 100 MB"));
        } else if (!line.isBlank()) {
          pages.accept(new PageLine(place, line.bytes()));
        }
      }
    } catch (IOException broken) {
      String where = name + " cannot be read beyond line " + number;
      trouble.accept(where + ": " + broken.getMessage() + "; what came before is extracted");
    }
  }
}
