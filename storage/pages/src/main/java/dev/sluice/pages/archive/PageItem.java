package dev.sluice.pages.archive;

import dev.sluice.pages.model.RawPage;

/** What a record of an archive is to a store of pages. */
public sealed interface PageItem {

  /**
   * A page with its body.
   *
   * @param wrongDigest whether its record's digest is that of other bytes
   */
  record Page(RawPage page, boolean wrongDigest) implements PageItem {}

  /** A page that was as another one before; see {@link ArchivePages#complete}. */
  record Borrowed(BorrowedPage page) implements PageItem {}

  /**
   * The robots.txt or tdmrep.json of a server.
   *
   * @param asks whether something in it asks about the use of pages
   */
  record ServerFile(RawPage file, boolean asks) implements PageItem {}

  /** A place that could not be read. */
  record Damaged(ArchiveDamage damage) implements PageItem {}

  /** A record with no URL of a web page, such as {@code dns:} or {@code ftp:}. */
  record NoWebPage() implements PageItem {}

  /** A record that is none of a page: a request, metadata, what is said of the file. */
  record Beside() implements PageItem {}
}
