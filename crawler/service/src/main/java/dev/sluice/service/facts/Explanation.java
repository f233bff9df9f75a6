package dev.sluice.service.facts;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.PageStore;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.UrlRange;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a URL.
 *
 * @param url the URL
 * @param record what the frontier knows
 * @param server what its server's owner says
 * @param host what is known of its host; empty if the crawl does not know that
 * @param captures all its captures, the oldest first
 * @param traces what a recipe makes of the last capture; empty if there is none, or none was asked
 */
public record Explanation(
    PageUrl url,
    Optional<UrlRecord> record,
    Optional<Server> server,
    Optional<Host> host,
    List<Capture> captures,
    List<PageTrace> traces) {

  /**
   * What came of asking a server.
   *
   * @param robots for its robots.txt
   * @param allowed whether that allows the URL
   * @param directives what it asks about the use of the URL, now
   */
  public record Server(RobotsRecord robots, boolean allowed, List<Directive> directives) {}

  /**
   * The host of the URL.
   *
   * @param record its clock, and where it stands
   * @param habits what it has taught of its URLs, a sentence each
   * @param trap why the URL would not be asked for if it were found now; empty if it would
   */
  public record Host(HostRecord record, List<String> habits, Optional<Refused> trap) {}

  /**
   * A URL as the crawl would write it.
   *
   * @throws SettingsException if it is no http or https URL
   */
  public static PageUrl url(String text) {
    if (!text.contains(":")) {
      throw new SettingsException(
          "'" + text + "' is no http or https URL; did you mean 'https://" + text + "'?");
    }
    return CrawlRecords.normalize(text)
        .orElseThrow(() -> new SettingsException("'" + text + "' is no http or https URL"));
  }

  /** Gathers what a folder knows of a URL, but for what a recipe makes of it. */
  public static Explanation of(DataFolder folder, PageUrl url) {
    return of(url, new CrawlRecords(folder), folder.pages().captures(url), List.of());
  }

  /**
   * Gathers what a folder knows of a URL.
   *
   * @param cleaner makes what it can of the last capture
   * @param site what is known of the URL's site
   */
  public static Explanation of(DataFolder folder, PageUrl url, Cleaner cleaner, SiteFacts site) {
    List<Capture> captures = folder.pages().captures(url);
    return of(
        url,
        new CrawlRecords(folder),
        captures,
        last(captures).map(it -> cleaner.trace(withBody(folder, it), site)).stream().toList());
  }

  /**
   * Learns what an export would of a URL's site: reads a sample of its pages, which takes a second
   * or so.
   */
  public static SiteFacts site(DataFolder folder, PageUrl url, Cleaner cleaner) {
    PageStore pages = folder.pages();
    try (Scan<Capture> captures = pages.captures(UrlRange.ofHost(url.host()))) {
      return cleaner.learn(captures, pages::body);
    }
  }

  /** The last of some captures. */
  public static Optional<Capture> last(List<Capture> captures) {
    return captures.isEmpty() ? Optional.empty() : Optional.of(captures.get(captures.size() - 1));
  }

  /** A capture with its body. */
  public static RawPage withBody(DataFolder folder, Capture capture) {
    return new RawPage(capture, folder.pages().body(capture));
  }

  private static Explanation of(
      PageUrl url, CrawlRecords records, List<Capture> captures, List<PageTrace> traces) {
    return new Explanation(
        url,
        records.url(url),
        records
            .robots(url.origin())
            .map(
                robots ->
                    new Server(
                        robots, records.allowed(url).orElse(false), records.directives(url))),
        records.host(url).map(host -> new Host(host, records.habits(url), records.trap(url))),
        captures,
        traces);
  }

  /** Whether anything is known of the URL itself. */
  public boolean isKnown() {
    return record.isPresent() || !captures.isEmpty();
  }

  /** Of a URL that is not known: what its host has taught that speaks against it. */
  public Optional<Refused> trap() {
    return isKnown() ? Optional.empty() : host.flatMap(Host::trap);
  }
}
