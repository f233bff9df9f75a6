package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.POST;

import dev.sluice.engine.Purge;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.facts.PurgeFacts;
import java.util.List;

/** Removing what is stored. */
final class PurgeRoutes implements Routes {

  static final String PATH = "/api/v1/purge";

  private final Daemon daemon;

  PurgeRoutes(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(
                POST,
                PATH,
                "Removes what is known and stored of hosts, domains, or URLs that begin alike, for"
                    + " good, while the crawl goes on. Answers when it is done, which takes about as"
                    + " long as reading all captures. What a seed still wants is fetched again.")
            .takes(
                Schema.object("")
                    .with(
                        "targets",
                        Schema.list(
                            "What to remove.",
                            Schema.text("A host, '*.' and a domain, or the beginning of URLs."))))
            .answers(200, "What was removed.", schema())
            .fails(400, "That is no target.")
            .fails(409, "Another purge is under way.")
            .fails(503, "The store is not open, or was closed meanwhile.")
            .by(this::purge));
  }

  private Answer purge(ApiRequest request) {
    List<PurgeTarget> targets =
        request.body().field("targets").items().stream()
            .map(Setting::text)
            .map(Purge::target)
            .toList();
    try {
      return Answer.ok(PurgeFacts.of(daemon.purge(targets, progress -> {})));
    } catch (IllegalStateException another) {
      return Answer.error(409, "being_purged", "another purge is under way: wait for its end");
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new StoreException(Problem.CLOSED, "the daemon is ending; the same purge goes on");
    }
  }

  private static Schema schema() {
    return Schema.object("What is gone.")
        .with("removed", Schema.flag("Whether anything was to be removed: it is."))
        .with("hosts", Schema.integer("Hosts."))
        .with("hosts_left", Schema.integer("Remembered without pages: not to be asked again yet."))
        .with("urls", Schema.integer("URLs."))
        .with("captures", Schema.integer("Captures."))
        .with("bodies", Schema.integer("Different bodies that nothing else has."))
        .with("body_bytes", Schema.integer("Their bytes."));
  }

  /** What a daemon has answered. */
  static Purged read(Setting facts) {
    return new Purged(
        number(facts, "hosts"),
        number(facts, "hosts_left"),
        number(facts, "urls"),
        number(facts, "captures"),
        number(facts, "bodies"),
        number(facts, "body_bytes"));
  }

  private static long number(Setting facts, String name) {
    return facts.field(name).number(0, Long.MAX_VALUE);
  }
}
