package dev.sluice.engine.fetch;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.pages.model.PageUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A fetcher for a test, with what it needs; closes all of it and whatever else is kept here. */
final class Rig implements AutoCloseable {

  static final int MAX_BYTES = 100_000;
  static final FetchLimits LIMITS =
      new FetchLimits(
          Duration.ofMillis(2000), Duration.ofMillis(800), Duration.ofMillis(3500), MAX_BYTES);
  static final Reach LOOPBACK =
      new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128")));

  private final List<AutoCloseable> open = new ArrayList<>();

  <T extends AutoCloseable> T keep(T one) {
    open.add(one);
    return one;
  }

  AddressBook book(HostResolver resolver, Reach reach, InstantSource clock) {
    return keep(
        new AddressBook(resolver, new AddressPolicy(reach), LIMITS.connectTimeout(), clock));
  }

  Fetcher fetcher(HostResolver resolver, Reach reach, FetchLimits limits, Tls tls) {
    InstantSource clock = InstantSource.system();
    return keep(new Fetcher("SluiceTest/1.0", limits, book(resolver, reach, clock), tls, clock));
  }

  Fetcher fetcher() {
    return fetcher(Rig::unknown, LOOPBACK, LIMITS, Tls.system());
  }

  Fetcher fetcher(HostResolver resolver) {
    return fetcher(resolver, LOOPBACK, LIMITS, Tls.system());
  }

  static InetAddress[] unknown(String host) throws UnknownHostException {
    throw new UnknownHostException(host + ": Name or service not known");
  }

  static FetchRequest request(String url) {
    return FetchRequest.of(PageUrl.parse(url), MAX_BYTES);
  }

  static FetchResult fetch(Fetcher fetcher, String url) {
    return fetcher.fetch(request(url));
  }

  @Override
  public void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }
}
