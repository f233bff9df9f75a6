package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportSource;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.archive.ArchiveRecord;

/**
 * A record that holds a page, and what stands beside it.
 *
 * @param url its URL in normal form
 * @param metadata the lines of the metadata record that belongs to it, if there is one
 */
record PageRecord(ImportSource source, ArchiveRecord record, PageUrl url, Headers metadata) {

  PageRecord with(Headers lines) {
    return new PageRecord(source, record, url, lines);
  }

  /** What it takes in memory, about, while it is read. */
  long bytes() {
    return 4L * record.block().length + 4096;
  }
}
