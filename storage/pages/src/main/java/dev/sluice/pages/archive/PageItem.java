package dev.sluice.pages.archive;

import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;

/** What a record of an archive is to a store of pages. */
public sealed interface PageItem {

  /** A page with its body, which is decoded only when it is asked for. */
  non-sealed interface Page extends PageItem {

    /** URL and time. */
    CaptureKey key();

    /**
     * The digest of its body as the record has it, such as {@code sha1:…}; empty if it has none.
     */
    String payloadDigest();

    /** The page itself; takes its time, each time. */
    RawPage page();
  }

  /** A page that was as another one before; see {@link ArchivePages#complete}. */
  record Borrowed(BorrowedPage page) implements PageItem {}

  /**
   * The robots.txt or tdmrep.json of a server.
   *
   * @param asks whether the server asks about the use of its pages, by this or the other file
   */
  record OfServer(ServerFile file, boolean asks) implements PageItem {}

  /** A place that could not be read. */
  record Damaged(ArchiveDamage damage) implements PageItem {}

  /** A record with no URL of a web page, such as {@code dns:} or {@code ftp:}. */
  record NoWebPage() implements PageItem {}

  /** A record that is none of a page: a request, metadata, what is said of the file. */
  record Beside() implements PageItem {}
}
