package dev.sluice.service.http;

import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.daemon.SnapshotDesk;
import dev.sluice.service.facts.LiveFacts;
import dev.sluice.service.facts.SeedLogFacts;
import dev.sluice.service.metric.Metrics;
import java.time.Duration;
import java.util.List;

/** The API and the dashboard of a daemon, from its start to its end. */
public final class DaemonApi implements AutoCloseable {

  private final ApiServer server;
  private final RouteTable routes;
  private final EventHub events;
  private final Metrics metrics;
  private final LiveFacts facts;
  private final DaemonFile file;

  private DaemonApi(
      ApiServer server,
      RouteTable routes,
      EventHub events,
      Metrics metrics,
      LiveFacts facts,
      DaemonFile file) {
    this.server = server;
    this.routes = routes;
    this.events = events;
    this.metrics = metrics;
    this.facts = facts;
    this.file = file;
  }

  /**
   * Begins to listen. Once the daemon has opened its store, the file {@code daemon.json} in it
   * tells where.
   *
   * @param facts of the daemon, which does not run yet
   * @throws SettingsException if that address cannot be listened at, or everybody could use it
   */
  public static DaemonApi start(
      ApiSettings settings, LiveFacts facts, Pulse pulse, SnapshotDesk snapshots) {
    requireToken(settings);
    Daemon daemon = facts.daemon();
    EventHub events = new EventHub(daemon.clock());
    Metrics metrics = new Metrics(daemon, pulse);
    Token local = Token.random();
    Gatekeeper gate = new Gatekeeper(settings, local, daemon.clock());
    PurgeRoutes purges = new PurgeRoutes(daemon);
    OpenApi.AsRoute description = new OpenApi.AsRoute();
    RouteTable routes =
        new RouteTable(
            List.of(
                new StatusRoutes(facts, pulse, events),
                new PageRoutes(daemon),
                new SeedRoutes(daemon),
                new SeedRemovalRoutes(daemon, purges),
                purges,
                new TakedownRoutes(facts.data(), daemon.clock(), purges),
                new SiteRoutes(daemon),
                new HostRoutes(daemon),
                new SnapshotRoutes(snapshots, events),
                new MetricRoutes(metrics),
                new ExportRoutes(daemon.exports(), pulse, events),
                new LoginRoutes(gate),
                description,
                new StaticRoutes()));
    description.describe(routes.all(), facts.version());
    daemon.whenSeedsChange(entry -> events.each("seeds", SeedLogFacts.facts(entry)));
    ApiServer server =
        ApiServer.start(
            settings.listen(),
            new ApiHandler(routes, gate, events, noting(metrics), Patience.STANDARD),
            Patience.STANDARD);
    DaemonFile file = new DaemonFile(server.url(), ProcessHandle.current().pid(), local.secret());
    daemon.whenOpen(() -> file.write(facts.data()));
    return new DaemonApi(server, routes, events, metrics, facts, file);
  }

  private static RequestLog noting(Metrics metrics) {
    return (route, status, nanos) ->
        metrics.note(route.verb().name(), route.path(), status, Duration.ofNanos(nanos));
  }

  private static void requireToken(ApiSettings settings) {
    if (settings.token().isEmpty() && !settings.listen().isLoopback()) {
      throw new SettingsException(
          "--listen "
              + settings.listen()
              + " can be reached from other machines: say with --token-file FILE who may use it, or"
              + " listen at 127.0.0.1:"
              + settings.listen().port()
              + ", which only this machine reaches");
    }
  }

  /** Where a program on this machine reaches it, such as {@code http://127.0.0.1:8787}. */
  public String url() {
    return server.url();
  }

  /** All that can be asked. */
  List<Route> routes() {
    return routes.all();
  }

  @Override
  public void close() {
    file.remove(facts.data());
    events.close();
    server.close();
    metrics.close();
  }
}
