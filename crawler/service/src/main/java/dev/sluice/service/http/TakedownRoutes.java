package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.DELETE;
import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.takedown.TakedownFacts;
import dev.sluice.service.takedown.TakedownTargets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What somebody asked to be used no more. */
final class TakedownRoutes implements Routes {

  private static final String PATH = "/api/v1/takedowns";

  private final Path data;
  private final InstantSource clock;

  TakedownRoutes(Path data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
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
                    .with("id", Schema.text("The demand."))
                    .maybe("reason", Schema.text("Why.").orNull()))
            .answers(204, "It is withdrawn.", "")
            .fails(404, "There is none of this id that stands.")
            .by(this::withdraw));
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
      book().withdraw(request.body().field("id").text(), reason, clock.instant());
      return Answer.noContent();
    } catch (SettingsException unknown) {
      return Answer.error(404, "not_found", String.valueOf(unknown.getMessage()));
    }
  }

  private static Schema listSchema() {
    Schema note =
        Schema.object("What was done.")
            .with("at", Schema.time("When."))
            .with("what", Schema.text("What there is to say of it."));
    return Schema.object("")
        .with(
            "takedowns",
            Schema.list(
                "In the order in which they were written down.",
                Schema.object("A demand.")
                    .with("id", Schema.text("Its name."))
                    .with("kind", Schema.text("url, prefix, site, domain, body or text."))
                    .with("what", Schema.text("What it names."))
                    .with("reason", Schema.text("Why."))
                    .with("asker", Schema.text("Who asked; may be empty."))
                    .with("at", Schema.time("When it was written down."))
                    .with("stands", Schema.flag("Whether it holds."))
                    .maybe("withdrawn", note)
                    .with(
                        "removed_from_store",
                        Schema.list("What was removed from the store for it.", note))));
  }
}
