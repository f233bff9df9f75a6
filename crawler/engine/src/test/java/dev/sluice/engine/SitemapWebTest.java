package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.UrlStatus;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.SitemapEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A crawl of a web whose pages can be found by sitemaps only. */
@TestInstance(Lifecycle.PER_CLASS)
class SitemapWebTest {

  private TestWeb web;
  private TestCrawl crawl;

  @BeforeAll
  void crawlAllOfIt(@TempDir Path folder) {
    web =
        TestWeb.builder()
            .site(
                "named",
                site ->
                    site.robots("User-agent: *\nDisallow: /no\nSitemap: ${named}/index.xml\n")
                        .page("/", "front")
                        .page("/plain", "plain")
                        .page("/packed", "packed")
                        .page("/no", "disallowed")
                        .sitemapIndex(
                            "/index.xml",
                            SitemapEntry.of("${named}/plain.xml"),
                            SitemapEntry.of("${named}/packed.xml.gz"),
                            SitemapEntry.of("${named}/missing.xml"))
                        .sitemap(
                            "/plain.xml",
                            SitemapEntry.of("${named}/plain"),
                            SitemapEntry.of("${named}/no"),
                            SitemapEntry.of("${elsewhere}/"))
                        .sitemap("/packed.xml.gz", SitemapEntry.of("${named}/packed")))
            .site(
                "told",
                site ->
                    site.page("/", "front")
                        .page("/a", "a")
                        .page("/b", "b")
                        .page("/list.txt", Reply.text("nothing but words\n"))
                        .sitemap("/told.xml", SitemapEntry.of("${told}/a")))
            .site(
                "circle",
                site ->
                    site.robots("User-agent: *\nAllow: /\nSitemap: ${circle}/1.xml\n")
                        .page("/", "front")
                        .sitemapIndex("/1.xml", SitemapEntry.of("${circle}/2.xml"))
                        .sitemapIndex(
                            "/2.xml",
                            SitemapEntry.of("${circle}/1.xml"),
                            SitemapEntry.of("${circle}/2.xml")))
            .site(
                "moved",
                site ->
                    site.robots("User-agent: *\nAllow: /\nSitemap: ${moved}/sitemap.xml\n")
                        .page("/", "front")
                        .redirect("/sitemap.xml", 301, "${moved}/sitemap_index.xml")
                        .page("/listed", "listed")
                        .sitemap("/sitemap_index.xml", SitemapEntry.of("${moved}/listed")))
            .site("elsewhere", site -> site.page("/", "elsewhere"))
            .start();
    Treated usual = Treated.asUsual();
    crawl =
        TestCrawl.finished(
            folder,
            List.of(
                usual.seed(web.base("named")),
                usual.seed(web.base("told"), web.url("told", "/told.xml")),
                usual.seed(web.base("circle")),
                usual.seed(web.base("moved"))),
            TestCrawl.settings());
  }

  @AfterAll
  void close() {
    crawl.close();
    web.close();
  }

  @Test
  void pages_are_found_by_the_sitemaps_that_robots_txt_names_also_by_way_of_an_index_and_packed() {
    for (String path : List.of("/", "/plain", "/packed")) {
      assertThat(crawl.captures(web.url("named", path))).as(path).hasSize(1);
    }
  }

  @Test
  void pages_are_found_by_the_sitemaps_that_the_seed_names() {
    assertThat(crawl.captures(web.url("told", "/a"))).hasSize(1);
    assertThat(crawl.captures(web.url("told", "/b"))).isEmpty();
  }

  @Test
  void a_sitemap_that_has_moved_is_read_where_it_is_and_not_kept_either() {
    assertThat(crawl.captures(web.url("moved", "/listed"))).hasSize(1);
    assertThat(crawl.captures(web.url("moved", "/sitemap_index.xml"))).isEmpty();
  }

  @Test
  void what_a_sitemap_lists_is_as_bound_to_scope_and_robots_txt_as_any_link() {
    assertThat(crawl.record(web.url("named", "/no")).status()).isEqualTo(UrlStatus.DISALLOWED);
    assertThat(web.referee().requests("elsewhere")).isEmpty();
  }

  @Test
  void sitemaps_are_read_and_not_kept() {
    for (String path : List.of("/index.xml", "/plain.xml", "/packed.xml.gz")) {
      String url = web.url("named", path);
      assertThat(web.referee().countPerUrl()).containsEntry(url, 1);
      assertThat(crawl.record(url).status()).isEqualTo(UrlStatus.FETCHED);
      assertThat(crawl.captures(url)).isEmpty();
    }
    assertThat(crawl.captures(web.url("told", "/told.xml"))).isEmpty();
    long pages = crawl.crawl().progress().pages();
    assertThat(pages).as("front pages, /plain, /packed, /a, /listed").isEqualTo(8);
  }

  @Test
  void indexes_that_name_each_other_are_read_once() {
    assertThat(web.referee().countPerUrl())
        .containsEntry(web.url("circle", "/1.xml"), 1)
        .containsEntry(web.url("circle", "/2.xml"), 1);
  }

  @Test
  void all_was_polite_and_nothing_is_wrong_in_the_folder() {
    assertThat(web.referee().allViolations(TestCrawl.DELAY, TestCrawl.TOLERANCE)).isEmpty();
    assertThat(crawl.problems()).isEmpty();
  }
}
