package dev.sluice.testweb;

import dev.sluice.testweb.model.PageMix;
import java.time.Duration;

/**
 * The web of the demo: small enough for a polite crawl of half a minute, with a bit of everything.
 */
final class DemoWeb {
  private static final long SEED = 2026;

  private DemoWeb() {}

  static TestWebBuilder describe(TestWebBuilder web) {
    return web.site("gazette", DemoWeb::gazette)
        .site("harbour", DemoWeb::harbour)
        .site("ribao", DemoWeb::ribao)
        .site("keji", DemoWeb::keji)
        .site("mirror", DemoWeb::mirror)
        .site("thorny", DemoWeb::thorny);
  }

  private static void gazette(SiteBuilder site) {
    site.generated(PageMix.english(45, SEED))
        .robots("User-agent: *\nDisallow: /private/\n")
        .page("/private/diary.html", "<!doctype html><title>Diary</title><p>Not for robots.</p>")
        .redirect("/old", 301, "/articles/7.html")
        .redirect("/short", 302, "/private/diary.html")
        .link("/private/diary.html", "/old", "/short", "${harbour}/");
  }

  private static void harbour(SiteBuilder site) {
    site.generated(PageMix.english(35, SEED + 1)).robotsStatus(404).link("${ribao}/", "/lost.html");
  }

  private static void ribao(SiteBuilder site) {
    site.generated(PageMix.chinese(45, SEED + 2).withLegacyCharsets())
        .robots("User-agent: *\nDisallow: /admin\n")
        .link("/admin/login.html", "${keji}/");
  }

  private static void keji(SiteBuilder site) {
    site.generated(PageMix.chinese(35, SEED + 3))
        .robotsRedirected(2, "User-agent: *\nCrawl-delay: 0.1\n");
  }

  private static void mirror(SiteBuilder site) {
    site.generated(PageMix.mixed(30, SEED + 4).mirroring("gazette", 3)).link("${thorny}/");
  }

  private static void thorny(SiteBuilder site) {
    site.generated(PageMix.mixed(15, SEED + 5))
        .robots("User-agent: *\nCrawl-delay: 0.15\nDisallow: /trap/\n")
        .calendar("/trap/")
        .messyLinks("/messy.html")
        .redirect("/moved", 301, "${gazette}/articles/3.html")
        .fault("/slow", Faults.slowFirstByte(Duration.ofMillis(700)))
        .fault("/hang", Faults.hang(Duration.ofSeconds(2)))
        .fault("/dribble", Faults.dribble(Duration.ofMillis(10)))
        .fault("/reset", Faults.resetMidBody())
        .fault("/loop", Faults.redirectLoop())
        .fault("/intern", Faults.redirectToPrivateAddress())
        .fault("/busy", Faults.retryAfter(429, 1, Duration.ofSeconds(1)))
        .fault("/broken", Faults.statusTimes(500, 1))
        .fault("/gone", Faults.status(410))
        .fault("/bomb", Faults.gzipBomb(64))
        .fault("/endless", Faults.endlessBody(Duration.ofSeconds(2)))
        .fault("/lies", Faults.contentLengthTooLarge(100))
        .link(
            "/messy.html",
            "/moved",
            "/slow",
            "/hang",
            "/dribble",
            "/reset",
            "/loop",
            "/intern",
            "/busy")
        .link("/broken", "/gone", "/bomb", "/endless", "/lies", "${gazette}/");
  }
}
