package dev.sluice.engine.fetch;

import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Knows which address each host is asked at: one at a time, and only one that the crawl may connect
 * to.
 *
 * <p>A request goes to the address that is given here and to no other, so a name that leads to a
 * public address now and to a private one a moment later (DNS rebinding) gains nothing, and whoever
 * counts requests by address counts those that are made. Of several permitted addresses the first
 * IPv4 one is used, then, each time that a connection to the present one fails, the next. An
 * address stays the present one while the name still leads to it.
 *
 * <p>A resolver cannot be interrupted, so it runs in threads of its own, of which there are few;
 * who waits for it waits no longer than a limit. A name is asked for once, however many wait for
 * it. Answers are kept for ten minutes, failures for one, the least recently used forgotten first.
 *
 * <p>Safe for use by several threads.
 */
public final class AddressBook implements AutoCloseable {

  static final Duration LIFE = Duration.ofMinutes(10);
  static final Duration LIFE_OF_FAILURES = Duration.ofMinutes(1);
  private static final int MAX_ENTRIES = 50_000;
  private static final int MAX_THREADS = 32;
  private static final int MAX_WAITING = 4096;
  private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

  private final HostResolver resolver;
  private final AddressPolicy policy;
  private final Duration patience;
  private final InstantSource clock;
  private final ThreadPoolExecutor threads;

  /** Guards the two maps. */
  private final Object lock = new Object();

  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);
  private final Map<String, CompletableFuture<Lookup>> underWay = new HashMap<>();

  /**
   * @param patience the longest that anybody waits for the resolver
   */
  public AddressBook(
      HostResolver resolver, AddressPolicy policy, Duration patience, InstantSource clock) {
    this.resolver = resolver;
    this.policy = policy;
    this.patience = patience;
    this.clock = clock;
    this.threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_THREAD.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "lookup");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** What is known of a host: its permitted addresses from the present one on, or none. */
  private record Entry(List<InetAddress> addresses, Lookup lookup, long expires) {}

  /**
   * The address of a host, from memory or from the resolver; waits for that no longer than this
   * book's patience.
   *
   * @param host as in a URL: a name, or an address (IPv6 in brackets)
   */
  public Lookup look(String host) {
    return await(host, start(host));
  }

  /** Waits for a lookup that was begun; cancelling it wakes who waits here. */
  Lookup await(String host, CompletableFuture<Lookup> future) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      NotFound timeout =
          new NotFound(
              FetchFailure.LOOKUP_TIMEOUT,
              "no address of " + host + " within " + patience.toMillis() + " ms");
      remember(host, List.of(), timeout);
      return timeout;
    } catch (CancellationException cancelled) {
      return new NotFound(FetchFailure.CANCELLED, "gave up looking up " + host);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new NotFound(FetchFailure.CANCELLED, "interrupted while looking up " + host);
    } catch (ExecutionException defect) {
      throw new IllegalStateException("an error of the resolver with " + host, defect.getCause());
    }
  }

  /** What is known of a host without asking anybody; empty if somebody must be asked. */
  public Optional<Lookup> known(String host) {
    return Hosts.literal(host).map(this::judge).or(() -> remembered(host));
  }

  /** Says that a connection could not be made: the host is asked at its next address from now. */
  public void failed(String host, InetAddress address) {
    synchronized (lock) {
      Entry entry = entries.get(host);
      if (entry == null || entry.addresses.size() < 2 || !entry.addresses.get(0).equals(address)) {
        return;
      }
      List<InetAddress> next = turned(entry.addresses, 1);
      entries.put(host, new Entry(next, new Found(next.get(0)), entry.expires));
    }
  }

  /** Begins a lookup, or joins the one that is under way; done already if the host is known. */
  CompletableFuture<Lookup> start(String host) {
    Optional<Lookup> known = known(host);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    CompletableFuture<Lookup> mine = new CompletableFuture<>();
    synchronized (lock) {
      CompletableFuture<Lookup> other = underWay.putIfAbsent(host, mine);
      if (other != null) {
        return other.copy();
      }
    }
    try {
      threads.execute(() -> resolve(host, mine));
    } catch (RejectedExecutionException tooMany) {
      finish(host, mine, new NotFound(FetchFailure.LOOKUP_TIMEOUT, "too many hosts to look up"));
    }
    return mine.copy();
  }

  private Optional<Lookup> remembered(String host) {
    synchronized (lock) {
      Entry entry = entries.get(host);
      return entry == null || entry.expires <= clock.millis()
          ? Optional.empty()
          : Optional.of(entry.lookup);
    }
  }

  private Lookup judge(Hosts.Literal literal) {
    return literal
        .address()
        .<Lookup>map(address -> permitted(literal.text(), List.of(address)))
        .orElseGet(
            () ->
                new NotFound(
                    FetchFailure.UNKNOWN_HOST,
                    "'" + literal.text() + "' is no host name, and no address as it is written"));
  }

  private Lookup permitted(String host, List<InetAddress> addresses) {
    return addresses.stream()
        .filter(policy::permits)
        .findFirst()
        .<Lookup>map(Found::new)
        .orElseGet(
            () ->
                new NotFound(
                    FetchFailure.ADDRESS_REFUSED,
                    host
                        + " has the address "
                        + addresses.get(0).getHostAddress()
                        + ", which this crawl may not connect to"
                        + " (see --allow-addresses and --contact)"));
  }

  private void resolve(String host, CompletableFuture<Lookup> future) {
    try {
      List<InetAddress> all = inOrder(resolver.resolve(host));
      List<InetAddress> permitted = all.stream().filter(policy::permits).toList();
      Lookup lookup = remember(host, permitted, permitted(host, all));
      finish(host, future, lookup);
    } catch (UnknownHostException unknown) {
      finish(host, future, remember(host, List.of(), notFound(host, unknown)));
    } catch (RuntimeException | Error defect) {
      synchronized (lock) {
        underWay.remove(host);
      }
      future.completeExceptionally(defect);
    }
  }

  /** IPv4 first: it is the one that every server that can be reached at all is reached by. */
  private static List<InetAddress> inOrder(InetAddress[] addresses) throws UnknownHostException {
    if (addresses.length == 0) {
      throw new UnknownHostException("no address");
    }
    InetAddress[] sorted = addresses.clone();
    Arrays.sort(
        sorted,
        (a, b) -> Integer.compare(a.getAddress().length, b.getAddress().length)); // is stable
    return List.of(sorted);
  }

  /**
   * The resolver says in words only whether a name does not exist or its servers are silent. A
   * system that speaks another language than English makes the latter the former, which is milder
   * than the reverse.
   */
  private static NotFound notFound(String host, UnknownHostException unknown) {
    String words = String.valueOf(unknown.getMessage());
    boolean silent = words.contains("Temporary failure") || words.contains("try again");
    return new NotFound(
        silent ? FetchFailure.LOOKUP_TIMEOUT : FetchFailure.UNKNOWN_HOST,
        words.startsWith(host) ? words : host + ": " + words);
  }

  private void finish(String host, CompletableFuture<Lookup> future, Lookup lookup) {
    synchronized (lock) {
      underWay.remove(host);
    }
    future.complete(lookup);
  }

  /** Keeps what was found; the present address stays in front if the host still has it. */
  private Lookup remember(String host, List<InetAddress> permitted, Lookup lookup) {
    Duration life = lookup instanceof Found ? LIFE : LIFE_OF_FAILURES;
    long expires = clock.millis() + life.toMillis();
    synchronized (lock) {
      Entry before = entries.get(host);
      Entry entry = new Entry(permitted, lookup, expires);
      if (before != null && before.lookup instanceof Found present) {
        int at = permitted.indexOf(present.address());
        entry = at < 0 ? entry : new Entry(turned(permitted, at), present, expires);
      }
      entries.put(host, entry);
      if (entries.size() > MAX_ENTRIES) {
        entries.remove(entries.keySet().iterator().next());
      }
      return entry.lookup;
    }
  }

  /** The same addresses, from one of them on. */
  private static List<InetAddress> turned(List<InetAddress> addresses, int first) {
    InetAddress[] turned = new InetAddress[addresses.size()];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = addresses.get((first + i) % turned.length);
    }
    return List.of(turned);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
