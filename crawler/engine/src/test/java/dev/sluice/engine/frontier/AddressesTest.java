package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.robots.Robots;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are one server, hosts that move, and hosts that nobody knows. */
@Timeout(20)
class AddressesTest {

  private static final Duration ADDRESS_DELAY = DELAY.dividedBy(4);
  private static final String HERE = "127.0.0.9";
  private static final String THERE = "127.0.0.10";

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private static InetAddress address(String ip) {
    try {
      return InetAddress.getByName(ip);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The next request; names are found to be at this address. */
  private static Lease take(Bench bench, String ip) throws InterruptedException {
    Lease lease = bench.frontier.take().orElseThrow();
    while (lease instanceof LookupLease lookup) {
      bench.frontier.finish(lookup, new Found(address(ip)));
      lease = bench.frontier.take().orElseThrow();
    }
    return lease;
  }

  private static Answer at(String ip, Answer answer) {
    return new Answer(
        answer.status(),
        answer.headers(),
        answer.body(),
        answer.truncated(),
        ip,
        false,
        answer.latency(),
        answer.endedAt());
  }

  /** Locates and answers the robots.txt of hosts that are at one address. */
  private void answerRobots(Bench bench, int hosts, String ip) throws InterruptedException {
    for (int i = 0; i < hosts; i++) {
      Answer none = bench.answer(200, "User-agent: *\nDisallow: /.well-known/\n", headers());
      bench.finish((RobotsLease) take(bench, ip), at(ip, none));
      clock.advance(ADDRESS_DELAY);
    }
  }

  private static Headers headers() {
    return Headers.NONE;
  }

  @Test
  void two_hosts_of_one_address_are_never_asked_at_once_nor_within_the_delay_of_the_address()
      throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
      answerRobots(bench, 2, HERE);
      clock.advance(DELAY);
      PageLease a = (PageLease) take(bench, HERE);
      clock.advance(Duration.ofSeconds(30));
      assertThat(bench.hasNothingNow()).as("b is due, but its address is being asked").isTrue();
      bench.finish(a, at(HERE, bench.answer(200)));
      clock.advance(ADDRESS_DELAY.minusMillis(1));
      assertThat(bench.hasNothingNow()).as("its address was asked just now").isTrue();
      clock.advance(Duration.ofMillis(1));
      assertThat(take(bench, HERE).host().key()).isNotEqualTo(a.host().key());
    }
  }

  @Test
  void hosts_of_other_addresses_need_not_wait() throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      answerRobots(bench, 1, HERE);
      bench.addSeeds("http://b.example/");
      answerRobots(bench, 1, THERE);
      clock.advance(DELAY);
      assertThat(take(bench, HERE).host().key()).isNotEqualTo(take(bench, HERE).host().key());
    }
  }

  @Test
  void a_host_that_was_answered_from_another_address_stands_there_from_now_on()
      throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://a.example/2");
      answerRobots(bench, 1, HERE);
      bench.addSeeds("http://b.example/", "http://b.example/2");
      answerRobots(bench, 1, THERE);
      clock.advance(DELAY);
      PageLease a = (PageLease) take(bench, HERE);
      assertThat(a.host().address()).isEqualTo(HERE);
      bench.finish(a, at(THERE, bench.answer(200)));
      assertThat(a.host().address()).isEqualTo(THERE);
      clock.advance(ADDRESS_DELAY.minusMillis(1));
      assertThat(bench.hasNothingNow()).as("b's address was asked just now").isTrue();
      clock.advance(Duration.ofMillis(1));
      PageLease b = (PageLease) take(bench, HERE);
      assertThat(b.host().key()).isNotEqualTo(a.host().key());
      clock.advance(DELAY);
      assertThat(bench.hasNothingNow()).as("a is due, but it is where b is asked").isTrue();
      bench.finish(b, at(THERE, bench.answer(200)));
      clock.advance(DELAY);
      bench.finish((PageLease) take(bench, HERE), at(THERE, bench.answer(200)));
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_without_an_address_is_given_up_after_the_attempts_and_its_record_says_why()
      throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      for (int attempt = 0; attempt < 3; attempt++) {
        LookupLease lookup = (LookupLease) bench.frontier.take().orElseThrow();
        assertThat(lookup.hostName()).isEqualTo("a.example");
        bench.frontier.finish(
            lookup, new NotFound(FetchFailure.UNKNOWN_HOST, "a.example: no such name"));
        clock.advance(Duration.ofMinutes(2));
      }
      assertThat(bench.frontier.take()).isEmpty();
      PageUrl page = PageUrl.parse("http://a.example/");
      RobotsRecord record =
          new Robots(bench.data.table("robots")).read(page.origin()).orElseThrow();
      assertThat(record.detail()).isEqualTo("UNKNOWN_HOST: a.example: no such name");
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.GIVEN_UP);
      assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(bench.frontier.progress().unreachable()).containsExactly(page.origin());
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_at_a_forbidden_address_is_given_up_at_once() throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      LookupLease lookup = (LookupLease) bench.frontier.take().orElseThrow();
      bench.frontier.finish(lookup, new NotFound(FetchFailure.ADDRESS_REFUSED, "inside"));
      clock.advance(Duration.ofMinutes(2));
      assertThat(bench.frontier.take()).isEmpty();
    }
  }

  @Test
  void a_cancelled_lookup_is_no_attempt() throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      for (int i = 0; i < 5; i++) {
        LookupLease lookup = (LookupLease) bench.frontier.take().orElseThrow();
        bench.frontier.finish(lookup, new NotFound(FetchFailure.CANCELLED, "stopped"));
      }
      assertThat(take(bench, HERE)).isInstanceOf(RobotsLease.class);
    }
  }

  @Test
  void only_so_many_hosts_are_looked_up_at_once() throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      int most = Bench.SETTINGS.lookups();
      for (int i = 0; i < most + 3; i++) {
        bench.addSeeds("http://h%d.example/".formatted(i));
      }
      List<LookupLease> lookups = new ArrayList<>();
      for (int i = 0; i < most; i++) {
        lookups.add((LookupLease) bench.frontier.take().orElseThrow());
      }
      assertThat(bench.hasNothingNow()).isTrue();
      bench.frontier.finish(
          lookups.get(0), new NotFound(FetchFailure.UNKNOWN_HOST, "no such name"));
      assertThat(bench.frontier.take().orElseThrow()).isInstanceOf(LookupLease.class);
      assertThat(bench.hasNothingNow()).isTrue();
    }
  }
}
