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
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One import. This thread reads the archives, one after the other, and others make captures of
 * their records; so one large file keeps as many processors busy as many small ones.
 *
 * <p>Revisit records are settled some at a time, when what was read before them is in the store.
 */
public final class ArchiveImport {

  private static final Set<String> PAGES = Set.of("response", "resource", "conversion", "revisit");
  private static final int REVISITS_AT_ONCE = 200;

  /** What the head of an answer adds to a body. */
  private static final int HEAD_BYTES = 1 << 20;

  private final ImportSettings settings;
  private final ImportWatch watch;
  private final Deposit deposit;
  private final ServerFiles servers;
  private final RecordReader reader;
  private final Revisits revisits;
  private final Workers workers;
  private final DataFolder data;
  private final Tally tally = new Tally();
  private final List<PageRecord> waiting = new ArrayList<>();
  private @Nullable PageRecord current;
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
    this.servers = new ServerFiles(robots, deposit);
    this.reader = new RecordReader(settings, servers);
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
        new ArchiveReading(source.opening().open(), settings.maxBodyBytes() + HEAD_BYTES)) {
      Optional<ArchiveItem> next = reading.next();
      while (next.isPresent() && !isToEnd()) {
        position = reading.position();
        take(source, next.get());
        watch.progress(tally.counts(position, deposit.bodyBytes()));
        next = reading.next();
      }
      position = reading.position();
    } catch (IOException unreadable) {
      damage(source, position, "the file cannot be read on (" + unreadable.getMessage() + ")");
    }
    submitCurrent();
    settle();
    tally.fileEnded(position);
  }

  private void take(ImportSource source, ArchiveItem item) {
    if (item instanceof ArchiveDamage damage) {
      damage(source, damage.offset(), damage.why());
    } else {
      take(source, (ArchiveRecord) item);
    }
  }

  private void take(ImportSource source, ArchiveRecord record) {
    if (PAGES.contains(record.type())) {
      submitCurrent();
      begin(source, record);
      return;
    }
    tally.count(ImportOutcome.BESIDES);
    PageRecord page = current;
    if (page != null && record.type().equals("metadata") && belongs(record, page)) {
      Headers lines = WarcFields.of(record);
      current = lines.fields().isEmpty() ? page : page.with(lines);
    } else if (!record.type().equals("request")) {
      submitCurrent();
    }
  }

  private static boolean belongs(ArchiveRecord record, PageRecord page) {
    String id = page.record().field("WARC-Record-ID");
    return record.fields().all("WARC-Concurrent-To").contains(id)
        || record.fields().all("WARC-Refers-To").contains(id)
        || record.field("WARC-Target-URI").equals(page.record().field("WARC-Target-URI"));
  }

  private void begin(ImportSource source, ArchiveRecord record) {
    String written = record.field("WARC-Target-URI");
    Optional<PageUrl> url = reader.url(record);
    if (written.isEmpty()) {
      damage(source, record.offset(), "its head has no WARC-Target-URI");
    } else if (url.isEmpty()) {
      tally.count(ImportOutcome.NO_WEB_PAGE);
    } else if (!ServerFiles.isOne(url.get()) && !isIncluded(url.get())) {
      tally.count(ImportOutcome.NOT_INCLUDED);
    } else {
      current = new PageRecord(source, record, url.get(), Headers.NONE);
    }
  }

  private boolean isIncluded(PageUrl url) {
    return settings.include().isEmpty()
        || settings.include().stream().anyMatch(it -> it.matches(url.pathAndQuery()));
  }

  /** Has the page read whose record is complete now. */
  private void submitCurrent() {
    PageRecord page = current;
    current = null;
    if (page == null) {
      return;
    }
    if (page.record().type().equals("revisit")) {
      waiting.add(page);
      if (waiting.size() >= REVISITS_AT_ONCE) {
        settle();
      }
    } else if (ServerFiles.isOne(page.url())) {
      store(page, false);
    } else {
      revisits.remember(page);
      workers.take(page.bytes(), () -> store(page, true));
    }
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
      damage(record.source(), record.record().offset(), String.valueOf(unreadable.getMessage()));
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

  private synchronized void damage(ImportSource source, long offset, String why) {
    tally.count(ImportOutcome.DAMAGED);
    watch.damage(source.name(), offset, why);
    ended |= settings.strict();
  }
}
