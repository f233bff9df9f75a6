package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins the records of archives that hold a page with the metadata record that follows them. For
 * one thread.
 */
final class PageRecords {

  private static final Set<String> PAGES = Set.of("response", "resource", "conversion", "revisit");

  /** Is told what the records are. */
  interface Listener {

    /** A page whose records are complete. */
    void page(PageRecord page);

    /** A record that holds none. */
    void passed(ImportOutcome outcome);

    /** A record that does not say where it is from. */
    void damage(String archive, long offset, String why);
  }

  private final RecordReader reader;
  private final Listener listener;
  private @Nullable PageRecord current;

  PageRecords(RecordReader reader, Listener listener) {
    this.reader = reader;
    this.listener = listener;
  }

  /** Takes the next record of an archive. */
  void take(String archive, String tag, ArchiveRecord record) {
    if (PAGES.contains(record.type())) {
      end();
      begin(archive, tag, record);
      return;
    }
    listener.passed(ImportOutcome.BESIDES);
    PageRecord page = current;
    if (page != null && record.type().equals("metadata") && belongs(record, page)) {
      Headers lines = WarcFields.of(record);
      current = lines.fields().isEmpty() ? page : page.with(lines);
    } else if (!record.type().equals("request")) {
      end();
    }
  }

  private static boolean belongs(ArchiveRecord record, PageRecord page) {
    String id = page.record().field("WARC-Record-ID");
    return record.fields().all("WARC-Concurrent-To").contains(id)
        || record.fields().all("WARC-Refers-To").contains(id)
        || record.field("WARC-Target-URI").equals(page.record().field("WARC-Target-URI"));
  }

  private void begin(String archive, String tag, ArchiveRecord record) {
    String written = record.field("WARC-Target-URI");
    Optional<PageUrl> url = reader.url(record);
    if (written.isEmpty()) {
      listener.damage(archive, record.offset(), "its head has no WARC-Target-URI");
    } else if (url.isEmpty()) {
      listener.passed(ImportOutcome.NO_WEB_PAGE);
    } else {
      current = new PageRecord(archive, tag, record, url.get(), Headers.NONE);
    }
  }

  /** The archive ends: the last page is complete. */
  void end() {
    PageRecord page = current;
    current = null;
    if (page != null) {
      listener.page(page);
    }
  }
}
