package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AddressBookTest {

  private static final Reach PUBLIC = new Reach(true, List.of());

  private final Rig rig = new Rig();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private AddressBook book(HostResolver resolver) {
    HostResolver counting =
        host -> {
          asked.incrementAndGet();
          return resolver.resolve(host);
        };
    return rig.book(counting, PUBLIC, now::get);
  }

  private static InetAddress[] addresses(String... texts) throws UnknownHostException {
    InetAddress[] addresses = new InetAddress[texts.length];
    for (int i = 0; i < texts.length; i++) {
      addresses[i] = InetAddress.getByName(texts[i]);
    }
    return addresses;
  }

  private static String found(Lookup lookup) {
    return ((Found) lookup).address().getHostAddress();
  }

  private static FetchFailure kind(Lookup lookup) {
    return ((NotFound) lookup).kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0x7f.0x0.0x0.0x1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.01",
        "127.0.0.1.",
        "127.0.0.0x1",
        "0",
        "0.0.0.0",
        "10.0.0.256",
        "a.0x1",
        "169.254.169.254",
        "2852039166",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "192.88.99.1",
        "localhost.",
        "localhost..",
        ".localhost",
        "",
        ".",
        "127.0.0.1%lo",
        "127.0.0.1\u3002",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:0:127.0.0.1]",
        "[0:0:0:0:0:ffff:169.254.169.254]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::a00:1]",
        "[2002:7f00:1::]",
        "[2002:a9fe:a9fe::1]",
        "[2001:0:7f00:1::]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fe80::1%eth0]",
        "[fe80::1%251]",
        "[fec0::1]",
        "[ff02::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[100::1]",
        "[::1].",
        "[::1",
        "::1",
        "[]",
        "[v1.x]",
        "[1::2::3]",
        "[12345::]",
      })
  void no_spelling_of_an_address_leads_to_a_private_one_or_to_a_resolver(String host) {
    AddressBook book = book(name -> addresses("8.8.8.8"));
    assertThat(kind(book.look(host))).isIn(FetchFailure.ADDRESS_REFUSED, FetchFailure.UNKNOWN_HOST);
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "[2606:4700::1111]", "[::ffff:8.8.8.8]"})
  void a_public_address_in_its_usual_spelling_needs_no_resolver(String host) {
    AddressBook book = book(name -> addresses("9.9.9.9"));
    assertThat(book.look(host)).isInstanceOf(Found.class);
    assertThat(book.known(host)).contains(book.look(host));
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "100.100.100.200",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
      })
  void a_name_that_leads_to_a_private_address_is_refused(String address) {
    AddressBook book = book(name -> addresses(address));
    assertThat(kind(book.look("public-looking.test"))).isEqualTo(FetchFailure.ADDRESS_REFUSED);
  }

  @Test
  void one_of_many_addresses_is_given_ipv4_first_and_private_ones_never() {
    AddressBook book =
        book(name -> addresses("2606:4700::1", "10.0.0.1", "8.8.8.8", "8.8.4.4", "127.0.0.1"));
    assertThat(found(book.look("many.test"))).isEqualTo("8.8.8.8");
    assertThat(found(book.look("many.test"))).isEqualTo("8.8.8.8");
    assertThat(asked).hasValue(1);
  }

  @Test
  void the_next_address_is_given_when_the_present_one_failed_and_no_other() throws Exception {
    AddressBook book = book(name -> addresses("2606:4700::1", "8.8.8.8", "8.8.4.4"));
    assertThat(found(book.look("many.test"))).isEqualTo("8.8.8.8");
    book.failed("many.test", InetAddress.getByName("8.8.4.4"));
    assertThat(found(book.look("many.test"))).isEqualTo("8.8.8.8");
    book.failed("many.test", InetAddress.getByName("8.8.8.8"));
    book.failed("many.test", InetAddress.getByName("8.8.8.8"));
    assertThat(found(book.look("many.test"))).isEqualTo("8.8.4.4");
    book.failed("many.test", InetAddress.getByName("8.8.4.4"));
    assertThat(found(book.look("many.test"))).contains("2606");
    book.failed("many.test", InetAddress.getByName("2606:4700::1"));
    assertThat(found(book.look("many.test"))).isEqualTo("8.8.8.8");
  }

  @Test
  void what_was_found_is_kept_ten_minutes_and_the_present_address_stays_while_it_is_one() {
    AtomicReference<String[]> dns = new AtomicReference<>(new String[] {"8.8.8.8", "8.8.4.4"});
    AddressBook book = book(name -> addresses(dns.get()));
    assertThat(found(book.look("a.test"))).isEqualTo("8.8.8.8");
    dns.set(new String[] {"1.1.1.1", "8.8.8.8"});
    now.set(Instant.EPOCH.plus(AddressBook.LIFE).minusMillis(1));
    book.look("a.test");
    assertThat(asked).hasValue(1);
    now.set(Instant.EPOCH.plus(AddressBook.LIFE));
    assertThat(found(book.look("a.test"))).isEqualTo("8.8.8.8");
    assertThat(asked).hasValue(2);
    dns.set(new String[] {"1.1.1.1", "1.0.0.1"});
    now.set(Instant.EPOCH.plus(AddressBook.LIFE.multipliedBy(2)));
    assertThat(found(book.look("a.test"))).isEqualTo("1.1.1.1");
  }

  @Test
  void what_was_not_found_is_asked_again_after_a_minute() {
    AddressBook book = book(Rig::unknown);
    assertThat(book.known("a.test")).isEmpty();
    assertThat(kind(book.look("a.test"))).isEqualTo(FetchFailure.UNKNOWN_HOST);
    assertThat(kind(book.look("a.test"))).isEqualTo(FetchFailure.UNKNOWN_HOST);
    assertThat(asked).hasValue(1);
    now.set(Instant.EPOCH.plus(AddressBook.LIFE_OF_FAILURES));
    book.look("a.test");
    assertThat(asked).hasValue(2);
  }

  @Test
  void silent_name_servers_are_not_taken_for_a_missing_name() {
    AddressBook book =
        book(
            host -> {
              throw new UnknownHostException(host + ": Temporary failure in name resolution");
            });
    assertThat(kind(book.look("a.test"))).isEqualTo(FetchFailure.LOOKUP_TIMEOUT);
  }

  @Test
  void one_lookup_serves_all_who_wait_and_a_hanging_one_keeps_nobody_longer_than_the_patience()
      throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    AddressBook book =
        book(
            name -> {
              try {
                assertThat(mayAnswer.await(20, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
              return addresses("8.8.8.8");
            });
    List<CompletableFuture<Lookup>> waiting =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> book.look("slow.test"), this::run))
            .toList();
    for (CompletableFuture<Lookup> one : waiting) {
      assertThat(kind(one.get(10, TimeUnit.SECONDS))).isEqualTo(FetchFailure.LOOKUP_TIMEOUT);
    }
    assertThat(asked).hasValue(1);
    mayAnswer.countDown();
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(10));
    while (book.look("slow.test") instanceof NotFound && Instant.now().isBefore(giveUp)) {
      Thread.onSpinWait();
    }
    assertThat(found(book.look("slow.test"))).isEqualTo("8.8.8.8");
  }

  private void run(Runnable task) {
    new Thread(task).start();
  }

  @Test
  void a_fetch_that_cannot_connect_turns_to_the_next_address_only_the_next_time() throws Exception {
    RawServer server = rig.keep(RawServer.saying("HTTP/1.1 204 None\r\n\r\n"));
    Reach loopback = new Reach(false, List.of(AddressRange.parse("127.0.0.0/8")));
    HostResolver two = name -> addresses("127.9.9.9", "127.0.0.1");
    Fetcher fetcher = rig.fetcher(two, loopback, Rig.LIMITS, Tls.system());
    String url = "http://two-addresses.test:" + server.port() + "/";
    assertThat(((Failure) Rig.fetch(fetcher, url)).kind()).isEqualTo(FetchFailure.NO_CONNECTION);
    assertThat(server.requests()).isEmpty();
    assertThat(((Answer) Rig.fetch(fetcher, url)).address()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_name_that_moves_to_a_private_address_is_refused_when_its_time_is_over() throws Exception {
    RawServer server = rig.keep(RawServer.saying("HTTP/1.1 204 None\r\n\r\n"));
    AtomicReference<String> dns = new AtomicReference<>("127.0.0.1");
    Reach one = new Reach(false, List.of(AddressRange.parse("127.0.0.1")));
    InstantSource clock = now::get;
    AddressBook book = rig.book(name -> addresses(dns.get()), one, clock);
    Fetcher fetcher =
        rig.keep(new Fetcher("SluiceTest/1.0", Rig.LIMITS, book, Tls.system(), clock));
    String url = "http://moves.test:" + server.port() + "/";
    assertThat(Rig.fetch(fetcher, url)).isInstanceOf(Answer.class);
    dns.set("127.0.0.2");
    assertThat(Rig.fetch(fetcher, url)).isInstanceOf(Answer.class);
    now.set(Instant.EPOCH.plus(AddressBook.LIFE));
    assertThat(((Failure) Rig.fetch(fetcher, url)).kind()).isEqualTo(FetchFailure.ADDRESS_REFUSED);
  }
}
