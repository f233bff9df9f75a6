package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.DELETE;
import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;
import static dev.sluice.service.http.Route.Verb.PUT;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Change;
import dev.sluice.engine.model.SeedEdit.Resume;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.SeedDesk;
import dev.sluice.service.daemon.SeedDesk.Outcome;
import dev.sluice.service.daemon.SeedDesk.Outcome.ChangedMeanwhile;
import dev.sluice.service.daemon.SeedDesk.Outcome.Done;
import dev.sluice.service.daemon.SeedDesk.Outcome.Mistaken;
import dev.sluice.service.daemon.SeedDesk.Outcome.NotWritable;
import dev.sluice.service.facts.SeedFileFacts;
import dev.sluice.service.facts.SeedLogFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The seed files of the daemon: shown, checked, changed. What is changed in the files holds within
 * seconds, as if it had been changed by hand; the log tells what came of it.
 */
final class SeedRoutes implements Routes {

  private static final String PATH = "/api/v1/seeds";
  private static final int MOST_ENTRIES = 10_000;
  private static final int USUAL_ENTRIES = 50;
  private static final int MOST_PROBED = 50;

  private final Daemon daemon;
  private final SeedDesk desk;
  private final AtomicBoolean probing = new AtomicBoolean();

  SeedRoutes(Daemon daemon) {
    this.daemon = daemon;
    this.desk = daemon.seedDesk();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, PATH, "All seed files as they are.")
            .answers(200, "The files.", shelfSchema())
            .by(request -> Answer.ok(SeedFileFacts.of(desk.path(), desk.shelf()))),
        Route.at(POST, PATH + "/check", "Tells what would come of it if files had other texts.")
            .takes(
                Schema.object("")
                    .with(
                        "files",
                        Schema.map(
                            "The texts by file name; null for a file that shall be gone.",
                            Schema.text("A whole text.").orNull())))
            .answers(200, "What would come of it; nothing is changed.", checkSchema())
            .by(this::check),
        Route.at(
                POST,
                PATH + "/probe",
                "Asks the hosts of seeds what a crawl would meet there: robots.txt, the first page,"
                    + " a page that cannot be there. Takes some delays for each seed. Hosts that"
                    + " are being crawled are not asked.")
            .takes(
                Schema.object("")
                    .maybe(
                        "seeds",
                        Schema.list("Seeds of the files.", Schema.text("A name.")).orNull())
                    .maybe(
                        "files",
                        Schema.map(
                                "Texts by file name, of which the seeds are asked that are not in"
                                    + " force.",
                                Schema.text("A whole text.").orNull())
                            .orNull()))
            .answers(200, "What was found; each seed has at least one finding.", probeSchema())
            .fails(409, "Others are being asked.")
            .fails(422, "There are more than " + MOST_PROBED + " seeds.")
            .by(this::probe),
        changing(
            Route.at(PUT, PATH + "/files", "Gives a file another text, or makes a new one.")
                .takes(
                    Schema.object("")
                        .with("name", Schema.text("Its name in the folder."))
                        .with("text", Schema.text("The whole text."))
                        .with(
                            "digest",
                            Schema.text("Of the text that was changed; null for a new file.")
                                .orNull()))
                .by(this::save)),
        changing(
            Route.at(DELETE, PATH + "/files", "Deletes a file.")
                .takes(
                    Schema.object("")
                        .with("name", Schema.text("Its name in the folder."))
                        .with("digest", Schema.text("Of the text that it is known to have.")))
                .by(this::delete)),
        changing(
            Route.at(POST, PATH + "/add", "Adds a seed to a file.")
                .takes(
                    Schema.object("Any field of a seed.")
                        .with("url", Schema.text("The first page."))
                        .maybe(
                            "file",
                            Schema.text(
                                    "The file, made if it is missing (default: the only one there"
                                        + " is; of several, "
                                        + SeedDesk.FILE_OF_ADDED
                                        + ").")
                                .orNull())
                        .others(Schema.text("As the text format has it.")))
                .by(this::add)),
        editing("pause", "Pauses a seed in its file.", SeedEdit::pause),
        editing("resume", "Resumes a seed that is paused.", Resume::new),
        changing(
            Route.at(POST, PATH + "/set", "Sets fields of a seed in its file.")
                .takes(
                    seedSchema()
                        .with(
                            "fields",
                            Schema.map(
                                "By name, such as delay or tags.topic; null takes one out.",
                                Schema.text("As the text format has it.").orNull())))
                .by(this::set)),
        Route.at(GET, PATH + "/log", "What became of changes of the seed files.")
            .query("last", Schema.integer("How many changes, the newest ones (default: 50)."))
            .answers(
                200,
                "What 'sluice seeds log --json' prints.",
                Schema.object("").with("changes", Schema.list("The oldest first.", entrySchema())))
            .fails(503, "The store is not open.")
            .by(this::log));
  }

  private Route editing(String verb, String meaning, Function<String, SeedEdit> edit) {
    return changing(
        Route.at(POST, PATH + "/" + verb, meaning)
            .takes(seedSchema())
            .by(
                request ->
                    answer(
                        desk.edit(
                            List.of(edit.apply(request.body().field("seed").text())), false))));
  }

  private static Route changing(Route route) {
    return changing(route, doneSchema());
  }

  /** What all answer that change files. */
  static Route changing(Route route, Schema done) {
    return route
        .answers(200, "It is done: the files hold it.", done)
        .fails(403, "The files cannot be written.")
        .fails(409, "A file was changed meanwhile.")
        .fails(422, "It is wrong in itself; 'mistakes' tells file and line. Nothing is changed.");
  }

  private Answer check(ApiRequest request) {
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    request.body().field("files").fields().forEach((name, text) -> texts.put(name, said(text)));
    return Answer.ok(SeedFileFacts.of(desk.check(texts)));
  }

  /** One at a time, so that those who wait for hosts do not take all threads. */
  private Answer probe(ApiRequest request) {
    List<Seed> seeds = asked(request.body());
    if (seeds.size() > MOST_PROBED) {
      return Answer.error(
          422,
          "too_many_seeds",
          "at most " + MOST_PROBED + " seeds are asked at a time, not " + seeds.size());
    }
    if (!probing.compareAndSet(false, true)) {
      return Answer.error(
          409, "being_asked", "other seeds are being asked: try again in a minute or two");
    }
    try {
      return Answer.ok(Map.of("findings", SeedFileFacts.of(daemon.probe(seeds))));
    } finally {
      probing.set(false);
    }
  }

  private List<Seed> asked(Setting body) {
    Map<String, Optional<String>> texts = new LinkedHashMap<>();
    body.find("files")
        .ifPresent(files -> files.fields().forEach((name, text) -> texts.put(name, said(text))));
    List<Seed> asked = new ArrayList<>(texts.isEmpty() ? List.of() : desk.newSeeds(texts));
    List<Seed> known = desk.shelf().files().stream().flatMap(it -> it.seeds().stream()).toList();
    for (Setting name : body.find("seeds").map(Setting::items).orElse(List.of())) {
      asked.add(
          known.stream()
              .filter(seed -> seed.name().equals(name.text()))
              .findFirst()
              .orElseThrow(() -> name.mistake("there is no seed '" + name.text() + "'")));
    }
    return asked;
  }

  private Answer save(ApiRequest request) {
    Setting body = request.body();
    return answer(
        desk.save(
            body.field("name").text(),
            body.field("text").text(),
            body.find("digest").map(Setting::text).orElse("")));
  }

  private Answer delete(ApiRequest request) {
    Setting body = request.body();
    return answer(desk.delete(body.field("name").text(), body.field("digest").text()));
  }

  private Answer add(ApiRequest request) {
    Map<String, Setting> said = new LinkedHashMap<>(request.body().fields());
    Optional<String> file = request.body().find("file").map(Setting::text);
    said.remove("file");
    return answer(desk.add(List.of(fields(said)), file, false));
  }

  private Answer set(ApiRequest request) {
    Setting body = request.body();
    Change change = new Change(body.field("seed").text(), fields(body.field("fields").fields()));
    return answer(desk.edit(List.of(change), false));
  }

  /** As the text format has them: items with commas, fields of fields with a dot, null as none. */
  private static Map<String, String> fields(Map<String, Setting> said) {
    Map<String, String> fields = new LinkedHashMap<>();
    said.forEach(
        (name, value) -> {
          if (value.isMap()) {
            value
                .fields()
                .forEach((inner, text) -> fields.put(name + "." + inner, said(text).orElse("")));
          } else {
            fields.put(name, value.isList() ? joined(value) : said(value).orElse(""));
          }
        });
    return fields;
  }

  private static String joined(Setting list) {
    return list.items().stream().map(Setting::text).collect(Collectors.joining(","));
  }

  private static Optional<String> said(Setting value) {
    return value.isNothing() ? Optional.empty() : Optional.of(value.text());
  }

  private Answer log(ApiRequest request) {
    int last = request.number("last", 1, MOST_ENTRIES, USUAL_ENTRIES);
    return Answer.ok(
        SeedLogFacts.of(daemon.withStore(data -> new CrawlRecords(data).seedLog(last))));
  }

  static Answer answer(Outcome outcome) {
    if (outcome instanceof Done done) {
      return Answer.ok(SeedFileFacts.of(done));
    }
    if (outcome instanceof Mistaken wrong) {
      return Answer.mistakes(
          422,
          "mistakes",
          "nothing was changed: " + String.join("; ", wrong.mistakes()),
          wrong.mistakes());
    }
    return outcome instanceof ChangedMeanwhile meanwhile
        ? Answer.error(409, "changed_meanwhile", meanwhile.message())
        : Answer.error(403, "not_writable", ((NotWritable) outcome).message());
  }

  static Schema seedSchema() {
    return Schema.object("").with("seed", Schema.text("The name of a seed, or its URL."));
  }

  private static Schema shelfSchema() {
    return Schema.object("")
        .with("path", Schema.text("The seed file or folder."))
        .with("writable", Schema.flag("Whether the daemon may change files there."))
        .with("files", Schema.list("In the order in which they are read.", fileSchema()))
        .with(
            "mistakes",
            Schema.list("What is wrong with the files as they are.", Schema.text("A mistake.")));
  }

  private static Schema fileSchema() {
    return Schema.object("A seed file.")
        .with("name", Schema.text("Its name in the folder."))
        .with("text", Schema.text("What it holds; empty if it cannot be changed here."))
        .with("digest", Schema.text("Stands for the text when it is changed."))
        .with("editable", Schema.flag("Whether it can be changed here."))
        .with(
            "seeds",
            Schema.list(
                "Its good seeds.",
                Schema.map(
                    "Fields by name, without those that are so by default.",
                    Schema.text("As the text format has it."))));
  }

  private static Schema probeSchema() {
    return Schema.object("")
        .with(
            "findings",
            Schema.list(
                "In the order of the seeds.",
                Schema.object("A finding.")
                    .with("seed", Schema.text("The name of the seed."))
                    .with("url", Schema.text("Its first page."))
                    .with("kind", Schema.oneOf("What it is.", SeedFinding.Kind.values()))
                    .with("detail", Schema.text("The same in words, with what to do."))));
  }

  private static Schema checkSchema() {
    return Schema.object("")
        .with("mistakes", Schema.list("Why it would be refused.", Schema.text("A mistake.")))
        .with("changes", changesSchema());
  }

  static Schema doneSchema() {
    return Schema.object("")
        .with(
            "files",
            Schema.list(
                "The files that were changed.",
                Schema.object("A file.")
                    .with("name", Schema.text("Its name in the folder."))
                    .with("digest", Schema.text("Of its text now; empty if it is gone."))))
        .with("changes", changesSchema());
  }

  private static Schema changesSchema() {
    return Schema.list(
        "What is new about the seeds in force.",
        Schema.object("A change.")
            .with("kind", Schema.oneOf("What happens.", SeedChange.Kind.values()))
            .with("seed", Schema.text("The name of the seed."))
            .with("detail", Schema.text("Its URL, or the fields that change.")));
  }

  private static Schema entrySchema() {
    return Schema.object("A change of the files.")
        .with("at", Schema.time("When it was seen."))
        .with("outcome", Schema.oneOf("What became of it.", SeedLogEntry.Outcome.values()))
        .with(
            "files",
            Schema.list(
                "The files that were changed.",
                Schema.object("A file.")
                    .with("name", Schema.text("Its path."))
                    .with("owner", Schema.text("Its owner; empty if it is gone."))))
        .with("changes", changesSchema())
        .with("changes_not_listed", Schema.integer("How many more changes there were."));
  }
}
