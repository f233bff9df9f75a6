package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.TestWeb;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** A crawl of a pretend web in a data folder, with everything open that a test asks questions. */
final class TestCrawl implements AutoCloseable {

  static final Duration DELAY = Duration.ofMillis(40);
  static final Duration TOLERANCE = Duration.ofMillis(5);
  static final int MAX_BODY_BYTES = 1 << 20;
  static final int MAX_ATTEMPTS = 3;

  /** No crawl of these tests takes nearly as long, on however slow a machine. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final DataFolder data;
  private final Crawl crawl;

  TestCrawl(Path folder, List<Seed> seeds, CrawlSettings settings) {
    this(folder, seeds, settings, HostResolver.SYSTEM);
  }

  TestCrawl(Path folder, List<Seed> seeds, CrawlSettings settings, HostResolver resolver) {
    this.data = DataFolder.openForWriting(folder, Crawl.TABLES);
    this.crawl = new Crawl(data, folder, seeds, settings, resolver, InstantSource.system());
  }

  /** Runs a crawl of these seeds to its end. */
  static TestCrawl finished(Path folder, List<Seed> seeds, CrawlSettings settings) {
    return finished(folder, seeds, settings, HostResolver.SYSTEM);
  }

  /** Runs a crawl of these seeds, on hosts that this resolver knows, to its end. */
  static TestCrawl finished(
      Path folder, List<Seed> seeds, CrawlSettings settings, HostResolver resolver) {
    TestCrawl crawl = new TestCrawl(folder, seeds, settings, resolver);
    crawl.crawl.start();
    crawl.awaitEnd();
    return crawl;
  }

  /** The names of a pretend web. */
  static HostResolver names(TestWeb web) {
    return host ->
        new InetAddress[] {
          web.resolve(host).orElseThrow(() -> new UnknownHostException(host + " is no host"))
        };
  }

  static CrawlSettings settings() {
    return settings(OptionalLong.empty());
  }

  static CrawlSettings settings(OptionalLong maxPages) {
    return new CrawlSettings(
        "SluiceTest/1.0 (+https://sluice.example/bot)",
        new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"))),
        8,
        DelaySettings.of(DELAY),
        maxPages,
        Optional.empty(),
        new FetchLimits(
            Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3), MAX_BODY_BYTES),
        new RetrySettings(
            MAX_ATTEMPTS,
            Duration.ofMillis(60),
            Duration.ofMillis(200),
            Duration.ofMinutes(1),
            0,
            Duration.ofMinutes(30)));
  }

  /** With limits of a minute: what ends sooner was not ended by them. */
  static CrawlSettings patient() {
    CrawlSettings usual = settings();
    Duration minute = Duration.ofMinutes(1);
    return new CrawlSettings(
        usual.userAgent(),
        usual.reach(),
        usual.threads(),
        usual.delays(),
        usual.maxPages(),
        usual.maxTime(),
        new FetchLimits(minute, minute, minute, MAX_BODY_BYTES),
        usual.retry());
  }

  static List<Seed> seeds(TestWeb web) {
    return seeds(web.seeds());
  }

  static List<Seed> seeds(Collection<String> urls) {
    return urls.stream().map(TestCrawl::seed).toList();
  }

  static Seed seed(String url) {
    return seed(url, Extent.HOST, OptionalInt.empty());
  }

  static Seed seed(String url, Extent extent, OptionalInt depth) {
    return new Seed(url, PageUrl.parse(url), extent, depth);
  }

  Crawl crawl() {
    return crawl;
  }

  void awaitEnd() {
    await(crawl::hasEnded);
  }

  static void await(BooleanSupplier condition) {
    await(LONGEST, condition);
  }

  static void await(Duration longest, BooleanSupplier condition) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      pause(Duration.ofMillis(5));
    }
    assertThat(condition.getAsBoolean()).as("what was waited for has happened").isTrue();
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  CrawlRecords records() {
    return new CrawlRecords(data);
  }

  UrlRecord record(String url) {
    return records().url(PageUrl.parse(url)).orElseThrow(() -> new AssertionError("no " + url));
  }

  /** The captures of a URL. */
  List<Capture> captures(String url) {
    return data.pages().captures(PageUrl.parse(url));
  }

  byte[] body(Capture capture) {
    return data.pages().body(capture);
  }

  /** What the checks of frontier and pages find; nothing if all is well. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    records().check(problems::add);
    data.check(problems::add);
    return problems;
  }

  @Override
  public void close() {
    crawl.close();
    data.close();
  }
}
