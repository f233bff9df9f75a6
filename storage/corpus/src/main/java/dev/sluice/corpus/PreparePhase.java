package dev.sluice.corpus;

import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentContents;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.corpus.shard.SegmentWriter;
import dev.sluice.corpus.shard.SiteRow;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first phase: every capture through the page steps, part by part, into segments. If the export
 * goes on from an older snapshot, every page that can have another outcome by now, through the page
 * steps of then and of now.
 */
final class PreparePhase {

  /** A capture, and what is known of its site. */
  private record Page(Capture capture, SiteFacts site) {}

  /**
   * A page that may have changed, what is known of its site, and the number of its first capture.
   */
  private record Changed(PageHistory page, SiteRow site, long number) {}

  /** Cleans what belongs to a part. */
  private interface Cleaning {
    void into(SegmentWriter writer);
  }

  private final Job job;
  private final Cleaner cleaner;

  /** Documents that were taken down later may have been exported before. */
  private final Cleaner cleanerOfThen;

  private final int imprints;

  PreparePhase(Job job, PageFunctions functions) {
    this.job = job;
    this.cleaner = new Cleaner(job.recipe(), functions, job.takedowns());
    this.cleanerOfThen = new Cleaner(job.recipe(), functions);
    this.imprints = GlobalSteps.of(job.recipe()).imprinting().size();
  }

  /** Cleans all captures; {@code lots} is the number of files of what was learned of sites. */
  Parts run(SegmentFiles segments, int lots) {
    Parts parts = new Parts();
    job.meter().begin(Phase.PREPARE, job.snapshot().captureCount());
    Optional<Snapshot> since = job.basis().since();
    try (SiteWalk sites = new SiteWalk(segments, lots);
        Crew<SegmentContents> crew = new Crew<>(job.request().threads(), job.meter(), parts::add)) {
      if (since.isPresent()) {
        addChanged(segments, sites, since.get(), parts, crew);
      } else {
        addAll(segments, sites, parts, crew);
      }
      crew.finish();
    }
    return parts;
  }

  private void addAll(
      SegmentFiles segments, SiteWalk sites, Parts parts, Crew<SegmentContents> crew) {
    try (Scan<Capture> captures = job.captures()) {
      long first = 0;
      for (int number = 0; captures.hasNext(); number++) {
        List<Page> part = take(captures, sites, first);
        part.forEach(page -> parts.addCapture(page.capture.seed()));
        SegmentHeader header = job.header(number, first, part.size());
        crew.add(() -> contents(segments, header, writer -> cleanAll(writer, header, part)));
        first += part.size();
      }
    }
  }

  private List<Page> take(Scan<Capture> captures, SiteWalk sites, long first) {
    int most = job.request().partCaptures();
    List<Page> part = new ArrayList<>();
    while (part.size() < most && captures.hasNext()) {
      part.add(new Page(captures.next(), sites.of(first + part.size())));
    }
    return part;
  }

  private void addChanged(
      SegmentFiles segments,
      SiteWalk sites,
      Snapshot since,
      Parts parts,
      Crew<SegmentContents> crew) {
    PageComparison comparison = new PageComparison(job, since, cleaner, cleanerOfThen);
    try (Scan<PageHistory> histories = job.histories(since)) {
      HistoryWalk pages = new HistoryWalk(histories);
      int number = 0;
      while (pages.hasNext()) {
        List<Changed> part = take(pages, sites);
        if (!part.isEmpty()) {
          part.forEach(it -> it.page.seeds().forEach(parts::addCapture));
          long first = part.get(0).number;
          SegmentHeader header = job.header(number++, first, (int) (pages.number() - first));
          crew.add(() -> contents(segments, header, writer -> compare(comparison, writer, part)));
        }
      }
    }
  }

  /** All captures of a page are in one part, since they are judged together. */
  private List<Changed> take(HistoryWalk pages, SiteWalk sites) {
    int most = job.request().partCaptures();
    List<Changed> part = new ArrayList<>();
    int captures = 0;
    while (captures < most && pages.hasNext()) {
      long number = pages.number();
      PageHistory page = pages.next();
      Optional<SiteRow> site = sites.find(number);
      if (site.isPresent() && isToBeCompared(page, site.get())) {
        part.add(new Changed(page, site.get(), number));
        captures += page.captures().size();
      } else {
        job.meter().add(page.captures().size());
      }
    }
    return part;
  }

  private boolean isToBeCompared(PageHistory page, SiteRow site) {
    return !page.isUntouched() || site.before().isPresent() || job.isDemanded(page);
  }

  private void compare(PageComparison comparison, SegmentWriter writer, List<Changed> part) {
    for (Changed changed : part) {
      comparison.write(writer, changed.page, changed.site, changed.number);
      job.meter().add(changed.page.captures().size());
    }
  }

  /** What a part holds, which is cleaned unless an earlier run did so. */
  private SegmentContents contents(SegmentFiles segments, SegmentHeader header, Cleaning cleaning) {
    job.meter().check();
    Optional<SegmentContents> finished = segments.finished(header);
    if (finished.isPresent()) {
      job.meter().add(header.captures());
      return finished.get();
    }
    try (SegmentWriter writer = segments.write(header, imprints)) {
      cleaning.into(writer);
      return writer.finish();
    }
  }

  private void cleanAll(SegmentWriter writer, SegmentHeader header, List<Page> part) {
    long number = header.firstCapture();
    for (Page page : part) {
      job.meter().check();
      clean(writer, number++, page);
      job.meter().add(1);
    }
  }

  private void clean(SegmentWriter writer, long number, Page page) {
    Cleaned cleaned = cleaner.clean(job.page(job.snapshot(), page.capture), page.site);
    if (cleaned instanceof Cleaned.Candidate candidate) {
      writer.candidate(number, candidate);
    } else {
      writer.dropped(cleaned.row());
    }
  }
}
