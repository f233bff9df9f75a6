package dev.sluice.corpus;

import dev.sluice.corpus.extract.TemplateLikeness;
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
import dev.sluice.pages.model.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Before the first phase: what the pages of each host have in common, from a sample of them. Hosts
 * are learned together until their samples have the size of a large one; each such lot is a task
 * and a file, which an export that goes on finds again.
 *
 * <p>An export that goes on from an older snapshot learns only of hosts that have other captures by
 * now, and of these what the older captures would have taught, too.
 */
final class LearnPhase {

  /**
   * The captures of one host, from number {@code first} to before {@code end}.
   *
   * @param before the sample of its older captures, if it is another one
   */
  private record Site(
      String host, long first, long end, List<Capture> sample, Optional<List<Capture>> before) {

    int pages() {
      return sample.size() + before.map(List::size).orElse(0);
    }
  }

  private final Job job;
  private final PageFunctions functions;

  LearnPhase(Job job, PageFunctions functions) {
    this.job = job;
    this.functions = functions;
  }

  /** Learns; gives the number of files of sites. */
  int run(SegmentFiles segments) {
    job.meter().begin(Phase.LEARN, job.snapshot().captureCount());
    Optional<Snapshot> since = job.basis().since();
    if (since.isEmpty()) {
      try (Scan<Capture> captures = job.snapshot().captures()) {
        return run(segments, new Sites(captures));
      }
    }
    try (Scan<PageHistory> pages =
        new PageHistories(job.snapshot().captures(), since.get().captures())) {
      return run(segments, new ChangedSites(new HistoryWalk(pages), this::isAsBefore));
    }
  }

  private boolean isAsBefore(PageHistory page) {
    return page.isUntouched() && !job.isDemanded(page);
  }

  private int run(SegmentFiles segments, Iterator<Site> sites) {
    int lots = 0;
    try (Crew<Integer> crew = new Crew<>(job.request().threads(), job.meter(), done -> {})) {
      for (List<Site> lot = lot(sites); !lot.isEmpty(); lot = lot(sites)) {
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

  private static List<Site> lot(Iterator<Site> sites) {
    List<Site> lot = new ArrayList<>();
    int pages = 0;
    while (sites.hasNext() && pages < SiteSample.PAGES && lot.size() < SiteSample.PAGES) {
      Site site = sites.next();
      lot.add(site);
      pages += site.pages();
    }
    return lot;
  }

  private int learn(SegmentFiles segments, SegmentHeader header, List<Site> lot) {
    job.meter().check();
    if (!segments.hasSites(header)) {
      List<SiteRow> rows = new ArrayList<>();
      lot.forEach(site -> rows.add(learn(site)));
      segments.writeSites(header, rows);
    }
    job.meter().add(header.captures());
    return lot.size();
  }

  private SiteRow learn(Site site) {
    if (!job.recipe().makesTexts()) {
      return new SiteRow(site.first, site.end, SiteFacts.NONE);
    }
    SiteLearner learner =
        new SiteLearner(functions, Extract.templateLimits(job.recipe(), site.host));
    SiteFacts facts = learner.learn(site.sample, capture -> body(job.snapshot(), capture));
    Optional<SiteFacts> before =
        site.before
            .map(sample -> learner.learn(sample, capture -> body(older(), capture)))
            .filter(then -> !areAlike(then, facts));
    return new SiteRow(site.first, site.end, facts, before);
  }

  private static boolean areAlike(SiteFacts one, SiteFacts other) {
    return one.charset().equals(other.charset())
        && TemplateLikeness.areAlike(one.template(), other.template());
  }

  private Snapshot older() {
    return job.basis().since().orElseThrow();
  }

  private byte[] body(Snapshot of, Capture capture) {
    job.meter().check();
    return of.body(capture);
  }

  /** Walks over captures site by site. */
  private static final class Sites implements Iterator<Site> {

    private final HostWalk hosts;
    private long number;

    Sites(Iterator<Capture> captures) {
      this.hosts = new HostWalk(captures);
    }

    @Override
    public boolean hasNext() {
      return hosts.hasNext();
    }

    @Override
    public Site next() {
      long first = number;
      HostWalk.Host host = hosts.next(new SiteSample());
      number += host.captures();
      return new Site(host.name(), first, number, host.sample(), Optional.empty());
    }
  }

  /** Walks over those hosts of two snapshots that have not the same captures in both. */
  private static final class ChangedSites implements Iterator<Site> {

    private final HistoryWalk pages;
    private final Predicate<PageHistory> isAsBefore;
    private Optional<Site> following = Optional.empty();

    ChangedSites(HistoryWalk pages, Predicate<PageHistory> isAsBefore) {
      this.pages = pages;
      this.isAsBefore = isAsBefore;
      advance();
    }

    private void advance() {
      following = Optional.empty();
      while (following.isEmpty() && pages.hasNext()) {
        following = site();
      }
    }

    /** The next host; nothing if it is as it was. */
    private Optional<Site> site() {
      long first = pages.number();
      String host = pages.host();
      SiteSample newer = new SiteSample();
      SiteSample older = new SiteSample();
      boolean isUntouched = true;
      while (pages.hasNext() && pages.host().equals(host)) {
        PageHistory page = pages.next();
        isUntouched &= isAsBefore.test(page);
        page.captures().forEach(twin -> twin.newer().ifPresent(newer::offer));
        page.captures().forEach(twin -> twin.older().ifPresent(older::offer));
      }
      if (isUntouched) {
        return Optional.empty();
      }
      List<Capture> sample = newer.captures();
      Optional<List<Capture>> before =
          Optional.of(older.captures()).filter(then -> !isSame(then, sample));
      return Optional.of(new Site(host, first, pages.number(), sample, before));
    }

    private static boolean isSame(List<Capture> one, List<Capture> other) {
      return one.stream()
          .map(Capture::key)
          .toList()
          .equals(other.stream().map(Capture::key).toList());
    }

    @Override
    public boolean hasNext() {
      return following.isPresent();
    }

    @Override
    public Site next() {
      Site site = following.orElseThrow();
      advance();
      return site;
    }
  }
}
