package dev.sluice.bench.export;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.testweb.load.LoadHosts;
import dev.sluice.testweb.load.LoadPages;
import dev.sluice.testweb.model.LoadPlan;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A store of the pages of testweb's load, put into it without a crawl; the same bytes each time.
 */
public final class MadePages {

  private static final int PAGES_A_BATCH = 500;
  private static final int LINKS = 40;
  private static final int SITES_AN_ADDRESS = 1_000;
  private static final long SEED = 20261128;
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private MadePages() {}

  /**
   * Makes the store.
   *
   * @param sites at least one; each has as many pages
   * @param medianBytes of a page
   */
  public static void store(Path folder, int pages, int sites, int medianBytes) {
    LoadPlan plan = plan(pages, sites, medianBytes);
    LoadHosts hosts = new LoadHosts(plan, 80);
    LoadPages written = new LoadPages(plan, hosts);
    try (DataFolder data = new Wiring().openForWriting(folder)) {
      for (int first = 0; first < pages; first += PAGES_A_BATCH) {
        int end = Math.min(pages, first + PAGES_A_BATCH);
        try (Batch batch = data.newBatch()) {
          for (int number = first; number < end; number++) {
            data.pages().add(batch, page(plan, hosts, written, number));
          }
          batch.commit();
        }
      }
      data.compact();
    }
  }

  private static LoadPlan plan(int pages, int sites, int medianBytes) {
    int pagesOfEach = (pages + sites - 1) / sites;
    LoadPlan plan = LoadPlan.of(sites, pagesOfEach);
    LoadPlan.Serving serving = plan.serving();
    return plan.with(new LoadPlan.Shape(sites, pagesOfEach, LINKS, medianBytes, SEED))
        .with(
            new LoadPlan.Serving(
                serving.port(),
                serving.controlPort(),
                serving.firstAddress(),
                SITES_AN_ADDRESS,
                serving.latency(),
                serving.threads()));
  }

  private static RawPage page(LoadPlan plan, LoadHosts hosts, LoadPages pages, int number) {
    int site = number / plan.shape().pages();
    int page = number % plan.shape().pages();
    String path = LoadPages.path(page).substring(1);
    RawPage made =
        RawPage.uncrawled(
            PageUrl.parse(hosts.base(site) + path),
            "text/html; charset=utf-8",
            pages.bytes(site, page));
    Capture capture = made.capture();
    return new RawPage(
        new Capture(
            new CaptureKey(capture.url(), NOON.plusMillis(number)),
            capture.status(),
            capture.headers(),
            capture.bodyHash(),
            capture.bodyBytes(),
            capture.truncated(),
            capture.address(),
            capture.latency(),
            capture.unverified(),
            capture.change(),
            capture.directives(),
            capture.provenance()),
        made.body());
  }
}
