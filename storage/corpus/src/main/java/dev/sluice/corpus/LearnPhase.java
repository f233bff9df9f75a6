package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.rule.Extract;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.corpus.shard.SiteRow;
import dev.sluice.corpus.site.SiteLearner;
import dev.sluice.corpus.site.SiteSample;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Before the first phase: what the pages of each host have in common, from a sample of them. Hosts
 * are learned together until their samples have the size of a large one; each such lot is a task
 * and a file, which an export that goes on finds again.
 */
final class LearnPhase {

  /** The captures of one host, from number {@code first} to before {@code end}. */
  private record Site(String host, long first, long end, List<Capture> sample) {}

  private final Job job;
  private final PageFunctions functions;

  LearnPhase(Job job, PageFunctions functions) {
    this.job = job;
    this.functions = functions;
  }

  /** Learns; gives the number of files of sites. */
  int run(SegmentFiles segments) {
    job.meter().begin(Phase.LEARN, job.captureCount());
    int lots = 0;
    try (Scan<Capture> captures = job.snapshot().captures();
        OlderCaptures older = new OlderCaptures(job.basis().since());
        Crew<Integer> crew = new Crew<>(job.request().threads(), job.meter(), done -> {})) {
      Sites sites = new Sites(captures, older);
      for (List<Site> lot = sites.lot(); !lot.isEmpty(); lot = sites.lot()) {
        long first = lot.get(0).first;
        int count = (int) (lot.get(lot.size() - 1).end - first);
        SegmentHeader header = job.header(lots++, first, count);
        List<Site> taken = lot;
        crew.add(() -> learn(segments, header, taken));
      }
      crew.finish();
    }
    return lots;
  }

  private int learn(SegmentFiles segments, SegmentHeader header, List<Site> lot) {
    job.meter().check();
    if (!segments.hasSites(header)) {
      List<SiteRow> rows = new ArrayList<>();
      for (Site site : lot) {
        rows.add(new SiteRow(site.first, site.end, facts(site)));
      }
      segments.writeSites(header, rows);
    }
    job.meter().add(header.captures());
    return lot.size();
  }

  private SiteFacts facts(Site site) {
    return job.recipe().makesTexts()
        ? learner(site).learn(site.sample, this::body)
        : SiteFacts.NONE;
  }

  private SiteLearner learner(Site site) {
    return new SiteLearner(functions, Extract.templateLimits(job.recipe(), site.host));
  }

  private byte[] body(Capture capture) {
    job.meter().check();
    return job.snapshot().body(capture);
  }

  /** Walks over captures site by site, past those sites of which nothing is exported. */
  private static final class Sites {

    private final HostWalk hosts;
    private long number;

    Sites(Iterator<Capture> captures, OlderCaptures older) {
      this.hosts = new HostWalk(captures, capture -> !older.has(capture.key()));
    }

    List<Site> lot() {
      List<Site> lot = new ArrayList<>();
      int pages = 0;
      while (hosts.hasNext() && pages < SiteSample.PAGES && lot.size() < SiteSample.PAGES) {
        Site site = site();
        if (site.first < site.end) {
          lot.add(site);
          pages += site.sample.size();
        }
      }
      return lot;
    }

    private Site site() {
      long first = number;
      HostWalk.Host host = hosts.next(new SiteSample());
      number += host.captures();
      return new Site(host.name(), first, number, host.sample());
    }
  }
}
