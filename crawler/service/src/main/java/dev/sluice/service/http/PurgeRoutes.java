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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Removing what is stored. */
final class PurgeRoutes implements Routes {

  static final String PATH = "/api/v1/purge";

  private static final Duration LONGEST_CHANGE = Duration.ofSeconds(20);

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
                    + " good, while the crawl goes on. Answers when it is done, which takes about"
                    + " as long as reading all captures. What a seed still wants is fetched again.")
            .takes(
                Schema.object("")
                    .with(
                        "targets",
                        Schema.list(
                            "What to remove.",
                            Schema.text("A host, '*.' and a domain, or the beginning of URLs.")))
                    .maybe(
                        "removed_seeds",
                        Schema.list(
                                "Seeds that were just taken out of the files: the purge waits until"
                                    + " the crawl goes by them no more.",
                                Schema.text("A name."))
                            .orNull()))
            .answers(200, "What was removed.", schema())
            .fails(400, "That is no target.")
            .fails(409, "Another purge is under way, or a removed seed is crawled still.")
            .fails(503, "The store is not open, or was closed meanwhile.")
            .by(this::purge));
  }

  private Answer purge(ApiRequest request) {
    List<PurgeTarget> targets =
        request.body().field("targets").items().stream()
            .map(Setting::text)
            .map(Purge::target)
            .toList();
    List<String> removed =
        request.body().find("removed_seeds").map(Setting::items).orElse(List.of()).stream()
            .map(Setting::text)
            .toList();
    return purge("", targets, removed, purged -> Answer.ok(PurgeFacts.of(purged)));
  }

  /**
   * Purges, or says why not.
   *
   * @param before what an error begins with: what is done already
   * @param removedSeeds seeds that the crawl must not go by any more, or it would fetch them again
   * @param answer what is answered when it is done
   */
  Answer purge(
      String before,
      List<PurgeTarget> targets,
      List<String> removedSeeds,
      Function<Purged, Answer> answer) {
    try {
      return areGoneFromFiles(removedSeeds) && daemon.awaitRemoved(removedSeeds, LONGEST_CHANGE)
          ? answer.apply(daemon.purge(targets, progress -> {}))
          : stillCrawled(before, removedSeeds);
    } catch (IllegalStateException another) {
      return Answer.error(
          409, "being_purged", before + "another purge is under way: wait for its end");
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new StoreException(Problem.CLOSED, "the daemon is ending; the same purge goes on");
    } catch (StoreException closed) {
      throw new StoreException(closed.problem(), before + closed.getMessage(), closed);
    }
  }

  private boolean areGoneFromFiles(List<String> seeds) {
    return seeds.stream().map(daemon.seedDesk()::find).allMatch(Optional::isEmpty);
  }

  private Answer stillCrawled(String before, List<String> seeds) {
    return Answer.error(
        409,
        "still_crawled",
        before
            + "nothing was purged, because the daemon still crawls "
            + String.join(", ", seeds)
            + ": look whether the seed files that it reads ("
            + daemon.seedDesk().path()
            + ") still have that, or mistakes");
  }

  static Schema schema() {
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
