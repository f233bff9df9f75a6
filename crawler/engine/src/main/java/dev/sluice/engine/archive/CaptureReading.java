package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.archive.ArchiveDamage;
import dev.sluice.pages.archive.ArchiveItem;
import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.archive.ArchiveReading;
import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.archive.BorrowedPage;
import dev.sluice.pages.archive.PageItem;
import dev.sluice.pages.archive.ServerFile;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads an archive as captures. For one thread. */
final class CaptureReading implements ArchivePages.Reading, PageRecords.Listener {

  private final ArchiveReading reading;
  private final String tag;
  private final RecordReader reader;
  private final ServerFiles servers;
  private final PageRecords records;
  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final Deque<PageItem> waiting = new ArrayDeque<>();
  private boolean ended;

  CaptureReading(ArchiveReading reading, String tag, RecordReader reader, ServerFiles servers) {
    this.reading = reading;
    this.tag = tag;
    this.reader = reader;
    this.servers = servers;
    this.records = new PageRecords(reader, this);
  }

  @Override
  public Optional<PageItem> next() throws IOException {
    while (waiting.isEmpty() && !ended) {
      Optional<ArchiveItem> item = reading.next();
      if (item.isEmpty()) {
        records.end();
        ended = true;
      } else if (item.get() instanceof ArchiveDamage damage) {
        waiting.add(new PageItem.Damaged(damage));
      } else {
        records.take(tag, tag, (ArchiveRecord) item.get());
      }
    }
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void page(PageRecord page) {
    try {
      waiting.add(item(page));
    } catch (UnreadableRecordException unreadable) {
      damage(tag, page.record().offset(), String.valueOf(unreadable.getMessage()));
    }
  }

  private PageItem item(PageRecord page) throws UnreadableRecordException {
    if (page.record().type().equals("revisit")) {
      RecordReader.time(page.record()); // one that has none is damaged
      return Revisits.isNotModified(page.record())
          ? new Unchanged(Revisits.notModified(reader, page).page())
          : new PageItem.Borrowed(borrowed(page));
    }
    if (ServerFiles.isOne(page.url())) {
      RawPage read = reader.read(page).page();
      CaptureKey key = read.capture().key();
      ServerFile file =
          new ServerFile(key.url().toString(), key.fetchedAt().toEpochMilli(), read.body());
      return new PageItem.OfServer(file, servers.take(read));
    }
    return new RecordOfPage(RecordReader.key(page), page, reader);
  }

  /** An answer without a body. */
  private record Unchanged(RawPage page) implements PageItem.Page {

    @Override
    public CaptureKey key() {
      return page.capture().key();
    }

    @Override
    public String payloadDigest() {
      return ""; // nobody borrows its body
    }
  }

  /** A page that is read when it is asked for. */
  private record RecordOfPage(CaptureKey key, PageRecord record, RecordReader reader)
      implements PageItem.Page {

    @Override
    public String payloadDigest() {
      return record.record().field("WARC-Payload-Digest");
    }

    @Override
    public RawPage page() {
      try {
        return reader.read(record).page();
      } catch (UnreadableRecordException impossible) {
        throw new IllegalStateException(impossible); // its key was read
      }
    }
  }

  private BorrowedPage borrowed(PageRecord page) {
    return new BorrowedPage(
        tag, page.record(), page.url(), page.metadata(), Revisits.named(page.record(), normalizer));
  }

  @Override
  public void passed(ImportOutcome outcome) {
    waiting.add(
        outcome == ImportOutcome.NO_WEB_PAGE ? new PageItem.NoWebPage() : new PageItem.Beside());
  }

  @Override
  public void damage(String archive, long offset, String why) {
    waiting.add(new PageItem.Damaged(new ArchiveDamage(offset, why)));
  }

  @Override
  public long position() {
    return reading.position();
  }

  @Override
  public void close() throws IOException {
    reading.close();
  }
}
