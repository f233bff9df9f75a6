package dev.sluice.corpus;

import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentContents;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.corpus.shard.SegmentWriter;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first phase: every capture through the page steps, part by part, into segments. */
final class PreparePhase {

  /** A capture, and what is known of its site. */
  private record Page(Capture capture, SiteFacts site) {}

  private final Job job;
  private final Cleaner cleaner;
  private final int imprints;

  PreparePhase(Job job, PageFunctions functions) {
    this.job = job;
    this.cleaner = new Cleaner(job.recipe(), functions, job.takedowns());
    this.imprints = GlobalSteps.of(job.recipe()).imprinting().size();
  }

  /** Cleans all captures; {@code lots} is the number of files of what was learned of sites. */
  Parts run(SegmentFiles segments, int lots) {
    Parts parts = new Parts();
    job.meter().begin(Phase.PREPARE, job.captureCount());
    int threads = job.request().threads();
    try (Scan<Capture> captures = job.captures();
        SiteWalk sites = new SiteWalk(segments, lots);
        Crew<SegmentContents> crew = new Crew<>(threads, job.meter(), parts::add)) {
      long first = 0;
      for (int number = 0; captures.hasNext(); number++) {
        List<Page> part = take(captures, sites, first);
        part.forEach(page -> parts.addCapture(page.capture.seed()));
        SegmentHeader header = job.header(number, first, part.size());
        crew.add(() -> contents(segments, header, part));
        first += part.size();
      }
      crew.finish();
    }
    return parts;
  }

  private List<Page> take(Scan<Capture> captures, SiteWalk sites, long first) {
    int most = job.request().partCaptures();
    List<Page> part = new ArrayList<>();
    while (part.size() < most && captures.hasNext()) {
      part.add(new Page(captures.next(), sites.of(first + part.size())));
    }
    return part;
  }

  /** What a part holds, which is cleaned unless an earlier run did so. */
  private SegmentContents contents(SegmentFiles segments, SegmentHeader header, List<Page> part) {
    job.meter().check();
    Optional<SegmentContents> finished = segments.finished(header);
    if (finished.isPresent()) {
      job.meter().add(part.size());
      return finished.get();
    }
    return clean(segments, header, part);
  }

  private SegmentContents clean(SegmentFiles segments, SegmentHeader header, List<Page> part) {
    try (SegmentWriter writer = segments.write(header, imprints)) {
      long number = header.firstCapture();
      for (Page page : part) {
        job.meter().check();
        clean(writer, number++, page);
        job.meter().add(1);
      }
      return writer.finish();
    }
  }

  private void clean(SegmentWriter writer, long number, Page page) {
    RawPage raw = new RawPage(page.capture, job.snapshot().body(page.capture));
    Cleaned cleaned = cleaner.clean(raw, page.site);
    if (cleaned instanceof Cleaned.Candidate candidate) {
      writer.candidate(number, candidate);
    } else {
      writer.dropped(cleaned.row());
    }
  }
}
