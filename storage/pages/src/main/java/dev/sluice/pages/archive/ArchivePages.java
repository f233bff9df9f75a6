package dev.sluice.pages.archive;

import dev.sluice.pages.model.RawPage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Makes captures of what stands in archives: bodies decoded, URLs in normal form, owners' wishes
 * read. The crawl knows how, since it does the same with what it fetches; this is how it tells
 * storage.
 *
 * <p>It can be sent to another machine. Safe for use by several threads.
 */
public interface ArchivePages extends Serializable {

  /** Reads one archive, in the order of its records. For one thread; closes its stream. */
  interface Reading extends Closeable {

    /**
     * What comes next; nothing at the end.
     *
     * @throws IOException if the file cannot be read any further; damage is no such failure
     */
    Optional<PageItem> next() throws IOException;

    /** How much of the file was read, in bytes. */
    long position();
  }

  /**
   * Begins to read an archive.
   *
   * @param archive its bytes, from the beginning of the file
   * @param tag what its pages are marked with: the file's name
   * @throws IOException if they cannot be read
   */
  Reading read(InputStream archive, String tag) throws IOException;

  /**
   * The page of a record that has no body.
   *
   * @param original the page that has it
   */
  RawPage complete(BorrowedPage borrowed, RawPage original);

  /**
   * The same with files of servers that hold for all pages of theirs, whatever archive these stand
   * in. Of two files of a server the newer one holds; one that stands before the pages in their own
   * archive holds if it is newer.
   *
   * @param files robots.txt and tdmrep.json, as {@link PageItem.OfServer} has them
   */
  ArchivePages knowing(List<ServerFile> files);
}
