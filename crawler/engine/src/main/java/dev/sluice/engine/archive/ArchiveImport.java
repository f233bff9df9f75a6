package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.engine.model.ImportSettings;
import dev.sluice.engine.model.ImportSource;
import dev.sluice.engine.model.ImportWatch;
import dev.sluice.engine.robots.Robots;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.archive.ArchiveDamage;
import dev.sluice.pages.archive.ArchiveItem;
import dev.sluice.pages.archive.ArchiveReading;
import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One import. This thread reads the archives, one after the other, and others make captures of
 * their records; so one large file keeps as many processors busy as many small ones.
 *
 * <p>Revisit records are settled some at a time, when what was read before them is in the store.
 */
public final class ArchiveImport implements PageRecords.Listener {

  private static final int REVISITS_AT_ONCE = 200;

  private final ImportSettings settings;
  private final ImportWatch watch;
  private final Deposit deposit;
  private final ServerFiles servers;
  private final RecordReader reader;
  private final PageRecords records;
  private final Revisits revisits;
  private final Workers workers;
  private final DataFolder data;
  private final Tally tally = new Tally();
  private final List<PageRecord> waiting = new ArrayList<>();
  private volatile boolean ended;

  /**
   * An import that has not begun.
   *
   * @param data a folder opened for writing with the crawl's tables
   */
  public ArchiveImport(DataFolder data, ImportSettings settings, ImportWatch watch) {
    Robots robots = new Robots(data.table(Robots.TABLE.name()));
    this.data = data;
    this.settings = settings;
    this.watch = watch;
    this.deposit = new Deposit(data, robots, settings.maxPages());
    this.servers = new ServerFiles(deposit);
    this.reader = new RecordReader(settings, servers);
    this.records = new PageRecords(reader, this);
    this.revisits = new Revisits(data.pages(), reader);
    this.workers = new Workers(settings.threads());
  }

  /** Reads the archives, in their order. */
  public ImportCounts run(List<ImportSource> sources) {
    try (deposit;
        workers) {
      for (ImportSource source : sources) {
        if (isToEnd()) {
          break;
        }
        read(source);
      }
      settle();
      data.sync();
      return tally.counts(0, deposit.bodyBytes());
    }
  }

  private boolean isToEnd() {
    return ended || watch.stopped() || deposit.isFull();
  }

  private void read(ImportSource source) {
    long position = 0;
    try (ArchiveReading reading =
        new ArchiveReading(
            source.opening().open(), settings.maxBodyBytes() + RecordReader.HEAD_BYTES)) {
      Optional<ArchiveItem> next = reading.next();
      while (next.isPresent() && !isToEnd()) {
        position = reading.position();
        take(source, next.get());
        watch.progress(tally.counts(position, deposit.bodyBytes()));
        next = reading.next();
      }
      position = reading.position();
    } catch (IOException unreadable) {
      damage(
          source.name(), position, "the file cannot be read on (" + unreadable.getMessage() + ")");
    }
    records.end();
    settle();
    tally.fileEnded(position);
  }

  private void take(ImportSource source, ArchiveItem item) {
    if (item instanceof ArchiveDamage damage) {
      damage(source.name(), damage.offset(), damage.why());
    } else {
      records.take(source.name(), source.tag(), (ArchiveRecord) item);
    }
  }

  private boolean isIncluded(PageUrl url) {
    return settings.include().isEmpty()
        || settings.include().stream().anyMatch(it -> it.matches(url.pathAndQuery()));
  }

  /** Has the page read whose records are complete. */
  @Override
  public void page(PageRecord page) {
    boolean ofServer = ServerFiles.isOne(page.url());
    if (!ofServer && !isIncluded(page.url())) {
      tally.count(ImportOutcome.NOT_INCLUDED);
    } else if (page.record().type().equals("revisit")) {
      waiting.add(page);
      if (waiting.size() >= REVISITS_AT_ONCE) {
        settle();
      }
    } else if (ofServer) {
      store(page, false);
    } else {
      revisits.remember(page);
      workers.take(page.bytes(), () -> store(page, true));
    }
  }

  @Override
  public void passed(ImportOutcome outcome) {
    tally.count(outcome);
  }

  /** Puts what is in hand into the store, and then the revisits that have waited for it. */
  private void settle() {
    workers.await();
    deposit.commit();
    waiting.forEach(page -> store(page, true));
    waiting.clear();
    deposit.commit();
  }

  private void store(PageRecord record, boolean asPage) {
    if (ended) {
      return;
    }
    try {
      if (asPage && deposit.has(new CaptureKey(record.url(), RecordReader.time(record.record())))) {
        tally.count(ImportOutcome.PRESENT); // before anything is decoded
      } else if (!asPage) {
        servers.take(reader.read(record).page());
        tally.count(ImportOutcome.SERVER_FILE);
      } else if (record.record().type().equals("revisit")) {
        revisits
            .read(record)
            .ifPresentOrElse(this::add, () -> tally.count(ImportOutcome.ORIGINAL_MISSING));
      } else {
        add(reader.read(record));
      }
    } catch (UnreadableRecordException unreadable) {
      damage(record.archive(), record.record().offset(), String.valueOf(unreadable.getMessage()));
    }
  }

  private void add(ReadPage read) {
    deposit
        .add(read.page(), read.change())
        .ifPresent(
            outcome -> {
              if (outcome == ImportOutcome.STORED) {
                tally.countStored(read);
              } else {
                tally.count(outcome);
              }
            });
  }

  @Override
  public synchronized void damage(String archive, long offset, String why) {
    tally.count(ImportOutcome.DAMAGED);
    watch.damage(archive, offset, why);
    ended |= settings.strict();
  }
}
