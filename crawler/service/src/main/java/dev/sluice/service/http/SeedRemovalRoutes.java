package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.POST;

import dev.sluice.engine.Purge;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedEdit.Remove;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.SeedDesk.Outcome;
import dev.sluice.service.daemon.SeedDesk.Outcome.Done;
import dev.sluice.service.facts.PurgeFacts;
import dev.sluice.service.facts.SeedFileFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Taking a seed out of its file; its pages stay, unless they are purged. */
final class SeedRemovalRoutes implements Routes {

  private final Daemon daemon;
  private final PurgeRoutes purges;

  SeedRemovalRoutes(Daemon daemon, PurgeRoutes purges) {
    this.daemon = daemon;
    this.purges = purges;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        SeedRoutes.changing(
                Route.at(
                    POST,
                    "/api/v1/seeds/remove",
                    "Takes a seed out of its file. What is stored of it stays, unless it is to be"
                        + " purged: then that happens as soon as the crawl goes by the seed no"
                        + " more, and the answer comes when it is done."),
                SeedRoutes.doneSchema().maybe("purged", purgedSchema()))
            .takes(
                SeedRoutes.seedSchema()
                    .maybe(
                        "purge",
                        Schema.flag(
                                "Whether to remove all that is stored of its extent, for good"
                                    + " (default: false).")
                            .orNull()))
            .fails(503, "The seed is removed, but nothing purged: the store is not open.")
            .by(this::remove));
  }

  private static Schema purgedSchema() {
    return PurgeRoutes.schema()
        .with("targets", Schema.list("What was asked for.", Schema.text("As for /api/v1/purge.")))
        .with(
            "still_wanted_by",
            Schema.list(
                "Seeds that want a part of it: that is fetched again.", Schema.text("A name.")));
  }

  private Answer remove(ApiRequest request) {
    Setting body = request.body();
    String name = body.field("seed").text();
    Optional<Seed> seed = daemon.seedDesk().find(name);
    Outcome outcome = daemon.seedDesk().edit(List.of(new Remove(name)), false);
    boolean purge = body.find("purge").map(Setting::flag).orElse(false);
    return purge && outcome instanceof Done done && seed.isPresent()
        ? purge(done, seed.get())
        : SeedRoutes.answer(outcome);
  }

  private Answer purge(Done done, Seed seed) {
    List<PurgeTarget> targets = Purge.targets(seed);
    return purges.purge(
        "the seed is taken out of its file, but ",
        targets,
        List.of(seed.name()),
        purged -> {
          Map<String, Object> facts = SeedFileFacts.of(done);
          facts.put("purged", facts(purged, seed, targets));
          return Answer.ok(facts);
        });
  }

  private Map<String, Object> facts(Purged purged, Seed seed, List<PurgeTarget> targets) {
    Map<String, Object> facts = new LinkedHashMap<>(PurgeFacts.of(purged));
    facts.put("targets", Purge.texts(seed));
    facts.put(
        "still_wanted_by",
        Purge.wanting(daemon.seeds(), targets).stream().map(Seed::name).toList());
    return facts;
  }
}
