package dev.sluice.testweb;

import dev.sluice.testweb.model.Evil;
import dev.sluice.testweb.prose.Prose;
import dev.sluice.testweb.referee.RecordingReferee;
import dev.sluice.testweb.serve.Host;
import dev.sluice.testweb.serve.Hosts;
import dev.sluice.testweb.serve.Listeners;
import dev.sluice.testweb.serve.WebServer;
import dev.sluice.testweb.site.Addresses;
import dev.sluice.testweb.site.GeneratedPages;
import dev.sluice.testweb.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Describes a pretend web and starts it. */
public final class TestWebBuilder {
  private static final int DEFAULT_MAX_CONNECTIONS = 512;
  private static final long DEFAULT_MAX_RECORDS = 200_000;

  private final Map<String, SiteBuilder> sites = new LinkedHashMap<>();
  private final List<EvilSite> evils = new ArrayList<>();
  private int port;
  private int firstAddress = toInt("127.81.0.1");
  private String token = "sluice";
  private Duration addressDelay = Duration.ZERO;
  private boolean named;
  private int maxConnections = DEFAULT_MAX_CONNECTIONS;
  private long maxRecords = DEFAULT_MAX_RECORDS;

  TestWebBuilder() {}

  /** The port of all sites; 0, the default, for any free one. */
  public TestWebBuilder port(int value) {
    port = value;
    return this;
  }

  /** The address of the first site; the others follow upward. Must be in 127.0.0.0/8. */
  public TestWebBuilder firstAddress(String address) {
    firstAddress = toInt(address);
    return this;
  }

  /** The product token of the crawler, for robots.txt groups of its own; {@code sluice}. */
  public TestWebBuilder agent(String productToken) {
    token = productToken;
    return this;
  }

  /** Uses {@code http://name.test:port/}; {@link TestWeb#resolve} then does the work of DNS. */
  public TestWebBuilder namedHosts() {
    named = true;
    return this;
  }

  /** How many connections are served at the same time; further ones wait. */
  public TestWebBuilder maxConnections(int value) {
    maxConnections = value;
    return this;
  }

  /** How many requests the referee records before it refuses to judge. */
  public TestWebBuilder maxRecords(long value) {
    maxRecords = value;
    return this;
  }

  /**
   * The wait between two requests at the same IP address, of whatever sites; the referee then holds
   * it against clients among all violations.
   */
  public TestWebBuilder refereeDelayPerAddress(Duration delay) {
    addressDelay = delay;
    return this;
  }

  /** Adds a site. */
  public TestWebBuilder site(String name, Consumer<SiteBuilder> description) {
    SiteBuilder site = new SiteBuilder(name);
    description.accept(site);
    if (sites.put(name, site) != null) {
      throw new IllegalArgumentException("two sites named '" + name + "'");
    }
    return this;
  }

  /** Adds a site with an evil, which the web will list. */
  TestWebBuilder evil(EvilSite evil) {
    evils.add(evil);
    return site(evil.name(), evil.features());
  }

  /** Binds the port and serves until the web is closed. */
  public TestWeb start() {
    Map<String, InetAddress> hosts = hosts();
    try {
      Listeners listeners = Listeners.bind(hosts.values().stream().distinct().toList(), port);
      return start(hosts, listeners);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the pretend web: " + e.getMessage(), e);
    }
  }

  private TestWeb start(Map<String, InetAddress> hosts, Listeners listeners) throws IOException {
    Addresses addresses = addresses(hosts, listeners.port());
    Map<String, Site> built = sites(addresses);
    RecordingReferee referee = new RecordingReferee(maxRecords, addressDelay);
    Map<InetAddress, List<Host>> served = new LinkedHashMap<>();
    built.forEach(
        (name, site) -> {
          InetAddress address = address(hosts, name);
          referee.watch(name, addresses.base(name), address, site.robots());
          served.computeIfAbsent(address, key -> new ArrayList<>()).add(new Host(name, site));
        });
    Map<InetAddress, Hosts> together = new LinkedHashMap<>();
    served.forEach((address, here) -> together.put(address, new Hosts(here)));
    WebServer server = WebServer.start(listeners, together, referee, maxConnections);
    List<Evil> described =
        evils.stream()
            .map(evil -> evil.at(addresses.base(evil.name()) + evil.path().substring(1)))
            .toList();
    return new TestWeb(
        server, listeners.port(), addresses, hosts, built, sites.keySet(), described, referee);
  }

  /** Sites first, second hosts after them, so that site n always has the n-th address. */
  private Map<String, InetAddress> hosts() {
    if (sites.isEmpty()) {
      throw new IllegalStateException("a web needs at least one site");
    }
    List<String> names = new ArrayList<>(sites.keySet());
    sites.values().forEach(site -> names.addAll(site.aliases()));
    Map<String, InetAddress> hosts = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      hosts.put(names.get(i), toAddress(firstAddress + i));
    }
    sites.forEach((name, site) -> site.neighbour().ifPresent(at -> move(hosts, name, at)));
    return hosts;
  }

  private void move(Map<String, InetAddress> hosts, String name, String neighbour) {
    if (!named) {
      throw new IllegalStateException("sites can share an address only if hosts are named");
    }
    hosts.put(name, address(hosts, neighbour));
  }

  private Addresses addresses(Map<String, InetAddress> hosts, int boundPort) {
    Map<String, String> bases = new LinkedHashMap<>();
    hosts.forEach(
        (name, address) -> {
          String host = named ? name + ".test" : address.getHostAddress();
          bases.put(name, "http://" + host + (boundPort == 80 ? "" : ":" + boundPort) + "/");
        });
    return new Addresses(bases);
  }

  private Map<String, Site> sites(Addresses addresses) {
    for (SiteBuilder site : List.copyOf(sites.values())) {
      site.foreignHops().ifPresent(hops -> site(hops.hostingSite()).host(hops));
    }
    Prose prose = new Prose();
    Map<String, Site> built = new LinkedHashMap<>();
    sites.forEach((name, site) -> built.put(name, build(site, name, addresses, prose)));
    sites
        .values()
        .forEach(
            site ->
                site.aliases()
                    .forEach(alias -> built.put(alias, build(site, alias, addresses, prose))));
    return built;
  }

  private Site build(SiteBuilder site, String host, Addresses addresses, Prose prose) {
    return site.build(addresses, host, token, generated(site, host, addresses, prose));
  }

  private Optional<GeneratedPages> generated(
      SiteBuilder site, String host, Addresses addresses, Prose prose) {
    Optional<GeneratedPages> mirrored =
        site.mirrored()
            .flatMap(
                other -> site(other).generatedPages(addresses, other, prose, Optional.empty()));
    return site.generatedPages(addresses, host, prose, mirrored);
  }

  private SiteBuilder site(String name) {
    SiteBuilder site = sites.get(name);
    if (site == null) {
      throw new IllegalArgumentException("no site '" + name + "'; there are " + sites.keySet());
    }
    return site;
  }

  private static InetAddress address(Map<String, InetAddress> hosts, String name) {
    InetAddress address = hosts.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no host '" + name + "'");
    }
    return address;
  }

  private static int toInt(String address) {
    try {
      return ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt();
    } catch (IOException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }

  private static InetAddress toAddress(int value) {
    try {
      InetAddress address =
          InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
      if (!address.isLoopbackAddress()) {
        throw new IllegalArgumentException("not in 127.0.0.0/8: " + address.getHostAddress());
      }
      return address;
    } catch (IOException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }
}
