package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.DELETE;
import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;

import dev.sluice.engine.Purge;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.facts.PurgeFacts;
import dev.sluice.service.takedown.TakedownFacts;
import dev.sluice.service.takedown.TakedownFinding;
import dev.sluice.service.takedown.TakedownPage;
import dev.sluice.service.takedown.TakedownSearch;
import dev.sluice.service.takedown.TakedownTargets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What somebody asked to be used no more. */
final class TakedownRoutes implements Routes {

  private static final String PATH = "/api/v1/takedowns";
  private static final String ID = "id";
  private static final String NONE = "There is none of this id.";

  private static final Map<String, String> PAGE_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");

  private final Path data;
  private final InstantSource clock;
  private final PurgeRoutes purges;

  TakedownRoutes(Path data, InstantSource clock, PurgeRoutes purges) {
    this.data = data;
    this.clock = clock;
    this.purges = purges;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, PATH, "What somebody asked to take down, withdrawn demands too.")
            .answers(200, "What 'sluice takedown list --json' prints.", listSchema())
            .by(request -> Answer.ok(facts(book().all()))),
        Route.at(
                POST,
                PATH,
                "Takes pages down: they are in no export that begins later, and are not fetched."
                    + " They stay in the store.")
            .takes(
                Schema.object("")
                    .with(
                        "targets",
                        Schema.list(
                            "What is taken down.",
                            Schema.text(
                                "A URL, the beginning of URLs with * behind it, a host, '*.' and a"
                                    + " domain, SHA-256 of a body or XXH3-128 of a text.")))
                    .with("reason", Schema.text("Why."))
                    .maybe("asker", Schema.text("Who asked.").orNull()))
            .answers(201, "The demands.", listSchema())
            .fails(400, "One of these is no target, or there is no reason.")
            .by(this::add),
        Route.at(DELETE, PATH, "Withdraws a demand; it stays in the list.")
            .takes(
                Schema.object("")
                    .with(ID, Schema.text("The demand."))
                    .maybe("reason", Schema.text("Why.").orNull()))
            .answers(204, "It is withdrawn.", "")
            .fails(404, "There is none of this id that stands.")
            .by(this::withdraw),
        purgeRoute(),
        Route.at(
                GET,
                PATH + "/report",
                "Where the pages of a demand are: in the store, in snapshots, in past exports by"
                    + " file, line and tokens. Takes as long as reading the ledgers of the exports.")
            .requiredQuery(ID, Schema.text("The demand."))
            .answers(200, "What 'sluice takedown report --json' prints.", reportSchema())
            .fails(404, NONE)
            .by(request -> report(request, TakedownRoutes::findings)),
        Route.at(
                GET,
                PATH + "/report.html",
                "The same as a page to print or to send to whoever asked, in English and Chinese.")
            .requiredQuery(ID, Schema.text("The demand."))
            .answers(200, "What 'sluice takedown report --out' writes.", "text/html")
            .fails(404, NONE)
            .by(request -> report(request, this::page)));
  }

  private Route purgeRoute() {
    return Route.at(
            POST,
            PATH + "/purge",
            "Removes the pages of a demand from the store, for good, while the crawl goes on, and"
                + " notes that in the list. Snapshots keep what they have. Answers when it is done.")
        .takes(Schema.object("").with(ID, Schema.text("The demand.")))
        .answers(200, "What was removed.", PurgeRoutes.schema())
        .fails(404, NONE)
        .fails(409, "Another purge is under way, the demand was withdrawn, or it names a text.")
        .fails(503, "The store is not open, or was closed meanwhile.")
        .by(this::purge);
  }

  /** The demand that a request names, or an answer that says that there is none. */
  private Answer of(String id, Function<Takedown, Answer> told) {
    List<Takedown> all = book().all();
    return all.stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(told)
        .orElseGet(
            () ->
                Answer.error(
                    404,
                    "not_found",
                    "there is no demand '"
                        + id
                        + "'"
                        + Nearest.hint(id, all.stream().map(Takedown::id).toList())));
  }

  private Answer report(ApiRequest request, Function<List<TakedownFinding>, Answer> told) {
    return of(
        request.query(ID),
        demand -> told.apply(new TakedownSearch(data, List.of()).find(List.of(demand))));
  }

  private static Answer findings(List<TakedownFinding> found) {
    return Answer.ok(Map.of("takedowns", found.stream().map(TakedownFacts::of).toList()));
  }

  /** It has text of strangers in it, but no scripts, and may load nothing. */
  private Answer page(List<TakedownFinding> found) {
    String html = TakedownPage.of(found, clock.instant().toString());
    return new Answer(
        200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), PAGE_HEADERS);
  }

  private Answer purge(ApiRequest request) {
    return of(
        request.body().field(ID).text(),
        demand -> {
          if (!demand.stands()) {
            return Answer.error(
                409, "withdrawn", demand.id() + " was withdrawn: its pages may be used");
          }
          List<PurgeTarget> targets;
          try {
            targets = targets(demand);
          } catch (SettingsException ofText) {
            return Answer.error(409, "names_a_text", String.valueOf(ofText.getMessage()));
          }
          return purge(demand, targets);
        });
  }

  private List<PurgeTarget> targets(Takedown demand) {
    List<PageUrl> withBody =
        new TakedownSearch(data, List.of()).withBody(demand).stream().map(CaptureKey::url).toList();
    return TakedownTargets.purge(demand, withBody).stream().map(Purge::target).toList();
  }

  private Answer purge(Takedown demand, List<PurgeTarget> targets) {
    if (targets.isEmpty()) {
      return Answer.ok(PurgeFacts.of(new Purged(0, 0, 0, 0, 0, 0)));
    }
    return purges.purge(
        "",
        targets,
        List.of(),
        purged -> {
          book().noteRemoval(demand.id(), TakedownFacts.removal(purged), clock.instant());
          return Answer.ok(PurgeFacts.of(purged));
        });
  }

  private TakedownBook book() {
    return DataFolder.takedowns(data);
  }

  private static Map<String, Object> facts(List<Takedown> demands) {
    return Map.of("takedowns", demands.stream().map(TakedownFacts::of).toList());
  }

  private Answer add(ApiRequest request) {
    List<Takedown.Target> targets =
        request.body().field("targets").items().stream()
            .map(Setting::text)
            .map(TakedownTargets::read)
            .toList();
    String reason = request.body().field("reason").text();
    String asker = request.body().find("asker").map(Setting::text).orElse("");
    return Answer.json(201, facts(book().add(targets, reason, asker, clock.instant())));
  }

  private Answer withdraw(ApiRequest request) {
    String reason = request.body().find("reason").map(Setting::text).orElse("");
    try {
      book().withdraw(request.body().field(ID).text(), reason, clock.instant());
      return Answer.noContent();
    } catch (SettingsException unknown) {
      return Answer.error(404, "not_found", String.valueOf(unknown.getMessage()));
    }
  }

  private static Schema listSchema() {
    return Schema.object("")
        .with(
            "takedowns",
            Schema.list("In the order in which they were written down.", demandSchema()));
  }

  private static Schema reportSchema() {
    Schema place =
        Schema.object("A place.")
            .with("shard", Schema.text("The file."))
            .with("line", Schema.integer("From 0; documents, where there are no lines."))
            .maybe(
                "tokens",
                Schema.list("The first, and the one behind the last.", Schema.integer("Tokens.")));
    Schema document =
        Schema.object("A document of it.")
            .with("id", Schema.text("Its id."))
            .with("url", Schema.text("Of which page."))
            .with("fetched_at", Schema.time("When that was fetched."))
            .with("places", Schema.list("More than one if a mix repeats it.", place));
    Schema export =
        Schema.object("A past export.")
            .with("folder", Schema.text("Where it was written."))
            .with("state", Schema.text("there, gone, replaced or unreadable."))
            .with("note", Schema.text("What there is to say of that; may be empty."))
            .with("documents", Schema.list("What it has of the demand.", document));
    Schema capture =
        Schema.object("A capture.")
            .with("url", Schema.text("Of which page."))
            .with("at", Schema.time("When it was fetched."));
    return Schema.object("")
        .with(
            "takedowns",
            Schema.list(
                "The demand.",
                demandSchema()
                    .with("captures_in_store", Schema.integer("How many the store has now."))
                    .with("fetched", Schema.list("The first thousand of them.", capture))
                    .with("snapshots", Schema.map("Captures by snapshot.", Schema.integer("")))
                    .with("exports", Schema.list("Past exports.", export))));
  }

  private static Schema demandSchema() {
    Schema note =
        Schema.object("What was done.")
            .with("at", Schema.time("When."))
            .with("what", Schema.text("What there is to say of it."));
    return Schema.object("A demand.")
        .with(ID, Schema.text("Its name."))
        .with("kind", Schema.text("url, prefix, site, domain, body or text."))
        .with("what", Schema.text("What it names."))
        .with("reason", Schema.text("Why."))
        .with("asker", Schema.text("Who asked; may be empty."))
        .with("at", Schema.time("When it was written down."))
        .with("stands", Schema.flag("Whether it holds."))
        .maybe("withdrawn", note)
        .with("removed_from_store", Schema.list("What was removed from the store for it.", note));
  }
}
