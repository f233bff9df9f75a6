package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;

import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.ExportOrder;
import dev.sluice.service.daemon.ExportOrder.State;
import dev.sluice.service.daemon.ExportProgress;
import dev.sluice.service.daemon.Exports;
import dev.sluice.service.daemon.Exports.Listed;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.facts.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The exports that are made beside the crawl: ordered, looked at, cancelled, resumed. */
final class ExportRoutes implements Routes {

  private static final String PATH = "/api/v1/exports";
  private static final String RECIPES = "Built-in recipes, then those in DATA/recipes.";

  private final Exports exports;
  private final EventHub events;

  /** What listeners have heard last; for the pulse's thread. */
  private Map<String, Object> told = Map.of();

  ExportRoutes(Exports exports, Pulse pulse, EventHub events) {
    this.exports = exports;
    this.events = events;
    pulse.listen(sample -> tellChanges());
  }

  private void tellChanges() {
    Map<String, Object> now = facts();
    if (!now.equals(told)) {
      told = now;
      events.newest("exports", now);
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, PATH, "All exports, the latest order first, and the recipes that there are.")
            .answers(200, "The exports.", listSchema())
            .by(request -> Answer.ok(facts())),
        Route.at(
                POST,
                PATH,
                "Orders an export of a snapshot, which is made beside the crawl when those that"
                    + " were ordered before are done.")
            .takes(
                Schema.object("")
                    .with("snapshot", Schema.text("Its name, or 'latest'."))
                    .with(
                        "recipe",
                        Schema.text(
                            "A built-in recipe, or NAME for the file DATA/recipes/NAME.yaml."))
                    .with("name", Schema.text("The name of its folder below DATA/exports."))
                    .maybe(
                        "since",
                        Schema.text("An older snapshot: only what has changed since is exported."))
                    .maybe(
                        "index",
                        Schema.text(
                            "The name of an index: texts that exports with it hold are left out, and"
                                + " these are recorded in it.")))
            .answers(201, "It waits for its turn.", exportSchema())
            .fails(
                400,
                "That can be no name, there is no such snapshot or recipe, or it has a mistake.")
            .fails(409, "The name is taken.")
            .by(this::order),
        Route.at(
                POST,
                PATH + "/recipes",
                "Keeps a recipe as DATA/recipes/NAME.yaml. Its text may name no files but those"
                    + " that come with Sluice: put others into that folder, with the recipe.")
            .takes(
                Schema.object("")
                    .with("name", Schema.text("Its name, which is not that of a built-in one."))
                    .with("text", Schema.text("The recipe, in YAML.")))
            .answers(201, "It is kept.", recipesSchema())
            .fails(400, "That can be no name, or the text has a mistake.")
            .by(this::keepRecipe),
        Route.at(POST, PATH + "/cancel", "Ends an export; takes some seconds at most.")
            .takes(idSchema())
            .answers(200, "It is cancelled, unless it was done just before.", exportSchema())
            .fails(404, "There is none of this name.")
            .fails(409, "It is not under way.")
            .by(request -> change(request, exports::cancel)),
        Route.at(POST, PATH + "/resume", "Goes on with an export that was cancelled or has failed.")
            .takes(idSchema())
            .answers(200, "It waits for its turn.", exportSchema())
            .fails(404, "There is none of this name.")
            .fails(409, "It is under way, or done.")
            .by(request -> change(request, exports::resume)));
  }

  private Answer order(ApiRequest request) {
    String name = request.body().field("name").text();
    if (exports.isTaken(name)) {
      return Answer.error(
          409,
          "name_taken",
          "there is an export '" + name + "' already: choose another name, or resume that one");
    }
    String snapshot = request.body().field("snapshot").text();
    String recipe = request.body().field("recipe").text();
    ExportOrder.Wish wish =
        new ExportOrder.Wish(
            snapshot, recipe, optional(request, "since"), optional(request, "index"));
    return Answer.json(201, facts(exports.order(name, wish)));
  }

  /** A text that may be missing or empty, as a form leaves it. */
  private static Optional<String> optional(ApiRequest request, String field) {
    return request.body().find(field).map(Setting::text).filter(text -> !text.isEmpty());
  }

  private Answer keepRecipe(ApiRequest request) {
    exports.keepRecipe(request.body().field("name").text(), request.body().field("text").text());
    return Answer.json(201, Map.of("recipes", exports.recipes()));
  }

  private Answer change(ApiRequest request, Function<String, Listed> change) {
    String id = request.body().field("id").text();
    boolean known = exports.find(id).isPresent();
    try {
      return Answer.ok(facts(change.apply(id)));
    } catch (SettingsException refused) {
      return Answer.error(
          known ? 409 : 404,
          known ? "wrong_state" : "not_found",
          String.valueOf(refused.getMessage()));
    }
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("exports", exports.list().stream().map(ExportRoutes::facts).toList());
    facts.put("recipes", exports.recipes());
    return facts;
  }

  private static Map<String, Object> facts(Listed listed) {
    ExportOrder order = listed.order();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", order.id());
    facts.put("snapshot", order.snapshot());
    facts.put("recipe", order.recipe());
    order.since().ifPresent(older -> facts.put("since", older));
    order.index().ifPresent(name -> facts.put("index", name));
    facts.put("out", listed.out().toString());
    facts.put("log", listed.log().toString());
    facts.put("state", Names.name(order.state()));
    listed.progress().ifPresent(progress -> put(progress, facts));
    facts.put("ordered_at", order.orderedAt().toString());
    order.startedAt().ifPresent(at -> facts.put("started_at", at.toString()));
    order.endedAt().ifPresent(at -> facts.put("ended_at", at.toString()));
    order.message().ifPresent(message -> facts.put("message", message));
    return facts;
  }

  private static void put(ExportProgress progress, Map<String, Object> facts) {
    facts.put("phase", progress.phase());
    facts.put("phase_number", progress.phaseNumber());
    facts.put("phases", progress.phases());
    facts.put("done", progress.done());
    facts.put("total", progress.total());
    facts.put("rate_per_s", progress.ratePerS());
    progress.etaS().ifPresent(seconds -> facts.put("eta_s", seconds));
  }

  private static Schema idSchema() {
    return Schema.object("").with("id", Schema.text("Its name."));
  }

  private static Schema listSchema() {
    return Schema.object("")
        .with("exports", Schema.list("All that are known.", exportSchema()))
        .with("recipes", Schema.list(RECIPES, Schema.text("Its name.")));
  }

  private static Schema recipesSchema() {
    return Schema.object("").with("recipes", Schema.list(RECIPES, Schema.text("Its name.")));
  }

  private static Schema exportSchema() {
    return Schema.object("An export; how far it is stands there while it is under way or cut off.")
        .with("id", Schema.text("Its name."))
        .with("snapshot", Schema.text("What is exported."))
        .with("recipe", Schema.text("By which recipe."))
        .maybe("since", Schema.text("The older snapshot since which changes are exported."))
        .maybe("index", Schema.text("The index that it is compared with."))
        .with("out", Schema.text("Its folder."))
        .with("log", Schema.text("The file with what its process prints."))
        .with("state", Schema.oneOf("How it stands.", State.values()))
        .maybe("phase", Schema.oneOf("What is being done.", Phase.values()))
        .maybe("phase_number", Schema.integer("Its place among those that the export has, from 1."))
        .maybe("phases", Schema.integer("How many these are."))
        .maybe(
            "done",
            Schema.integer(
                "Of the phase: captures; documents when it writes; thousandths of steps when it"
                    + " chooses or records."))
        .maybe("total", Schema.integer("Of the phase."))
        .maybe("rate_per_s", Schema.number("So many a second lately."))
        .maybe("eta_s", Schema.integer("Seconds that the phase will still take."))
        .with("ordered_at", Schema.time("When it was ordered."))
        .maybe("started_at", Schema.time("When it was begun, or gone on with."))
        .maybe("ended_at", Schema.time("When it ended."))
        .maybe("message", Schema.text("Why it is not whole."));
  }
}
