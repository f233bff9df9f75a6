package dev.sluice.spark.prepare;

import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.site.SiteSample;
import dev.sluice.corpus.work.LatestWishes;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.spark.model.PageRow;
import dev.sluice.spark.model.PreparedRow;
import dev.sluice.spark.wire.Worker;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cleans sorted pages one after the other, host by host; those of a giant URL by URL. Holds a page,
 * the captures of a URL, and of a host what it learns from.
 */
final class CleanedPages implements Iterator<PreparedRow>, AutoCloseable {

  private static final byte[] NOT_READ = {};

  private final Distinct pages;
  private final Worker worker;
  private final Map<String, SiteFacts> giants;
  private @Nullable Site site;

  /**
   * The pages of a partition.
   *
   * @param giants what was learned of hosts that lie in other partitions, too, by their keys
   */
  CleanedPages(Distinct pages, Worker worker, Map<String, SiteFacts> giants) {
    this.pages = pages;
    this.worker = worker;
    this.giants = giants;
  }

  @Override
  public boolean hasNext() {
    return site != null && site.wishes.hasNext() || pages.hasNext();
  }

  @Override
  public PreparedRow next() {
    if (site == null || !site.wishes.hasNext()) {
      if (!pages.hasNext()) {
        throw new NoSuchElementException();
      }
      close();
      site = read();
    }
    Capture capture = site.wishes.next();
    PageRow row = site.rows.next();
    boolean reads = worker.orders().recipe().makesTexts();
    RawPage page = new RawPage(capture, reads ? row.body() : NOT_READ);
    return row(capture, row, worker.cleaner().clean(page, site.facts));
  }

  private PreparedRow row(Capture capture, PageRow page, Cleaned cleaned) {
    byte[] ledger = SegmentRows.row(cleaned.row());
    return cleaned instanceof Cleaned.Candidate candidate
        ? new PreparedRow(capture.seed(), ledger, Optional.of(passed(capture, page, candidate)))
        : new PreparedRow(capture.seed(), ledger, Optional.empty());
  }

  private PreparedRow.Passed passed(Capture capture, PageRow page, Cleaned.Candidate candidate) {
    return new PreparedRow.Passed(
        SegmentRows.document(candidate.document()),
        SegmentRows.signature(Signature.of(0, candidate)),
        candidate.imprints(),
        worker.orders().raw() ? List.of(page) : List.of(),
        worker.orders().tagged() ? capture.tags() : Map.of());
  }

  /** Pages that are cleaned together. */
  private record Site(HostPages pages, SiteFacts facts, LatestWishes wishes, Scan<PageRow> rows) {}

  private Site read() {
    String host = KeyRanges.hostKey(pages.peek().key());
    SiteFacts known = giants.get(host);
    HostPages read = known == null ? ofHost(host) : ofUrl();
    SiteFacts facts = known == null ? learn(read) : known;
    return new Site(read, facts, new LatestWishes(read.captures()), read.rows());
  }

  private HostPages ofHost(String host) {
    HostPages read = new HostPages();
    while (pages.hasNext() && KeyRanges.hostKey(pages.peek().key()).equals(host)) {
      read.add(pages.next());
    }
    read.finish();
    return read;
  }

  private HostPages ofUrl() {
    HostPages read = new HostPages();
    byte[] url = KeyRanges.urlStart(pages.peek().key());
    while (pages.hasNext() && KeyRanges.isOfUrl(pages.peek().key(), url)) {
      read.add(pages.next());
    }
    read.finish();
    return read;
  }

  private SiteFacts learn(HostPages read) {
    SiteSample sample = new SiteSample();
    String host = "";
    try (Scan<Capture> captures = read.captures()) {
      while (captures.hasNext()) {
        Capture capture = captures.next();
        host = capture.url().host();
        sample.offer(capture);
      }
    }
    String name = host;
    List<Capture> chosen = sample.captures();
    return read.withBodies(chosen, body -> worker.learn(name, chosen, body));
  }

  @Override
  public void close() {
    if (site != null) {
      site.wishes.close();
      site.rows.close();
      site.pages.close();
      site = null;
    }
  }
}
