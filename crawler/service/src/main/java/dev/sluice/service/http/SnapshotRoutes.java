package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.DELETE;
import static dev.sluice.service.http.Route.Verb.GET;
import static dev.sluice.service.http.Route.Verb.POST;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SnapshotDesk;
import dev.sluice.service.daemon.SnapshotOutlook;
import dev.sluice.service.facts.SnapshotList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The snapshots of the daemon's store. */
final class SnapshotRoutes implements Routes {

  static final String PATH = "/api/v1/snapshots";

  private final SnapshotDesk desk;
  private final EventHub events;

  SnapshotRoutes(SnapshotDesk desk, EventHub events) {
    this.desk = desk;
    this.events = events;
    desk.whenChanged(this::tell);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, PATH, "All snapshots, the oldest first.")
            .answers(
                200, "What 'sluice snapshot list --json' prints, and the schedule.", listSchema())
            .by(request -> Answer.ok(facts())),
        Route.at(POST, PATH, "Keeps the store as it is now under a name.")
            .takes(
                Schema.object("")
                    .maybe("name", Schema.text("Its name (default: the time in UTC).").orNull()))
            .answers(201, "The snapshot.", snapshotSchema())
            .fails(400, "That can be no name.")
            .fails(409, "The name is taken.")
            .fails(503, "The store is not open, or its disk is full.")
            .by(this::make),
        Route.at(DELETE, PATH, "Deletes a snapshot; the store itself keeps everything.")
            .takes(Schema.object("").with("name", Schema.text("Its name.")))
            .answers(204, "It is gone.", "")
            .fails(404, "There is none of this name.")
            .fails(409, "An export reads it.")
            .by(this::delete));
  }

  private Map<String, @Nullable Object> facts() {
    SnapshotOutlook outlook = desk.outlook();
    Map<String, @Nullable Object> facts =
        new LinkedHashMap<>(SnapshotList.of(desk.snapshots()).facts());
    facts.put("schedule", outlook.schedule().orElse(null));
    facts.put("retention", outlook.retention().orElse(null));
    facts.put("next_at", outlook.nextAt().map(Instant::toString).orElse(null));
    facts.put("problem", outlook.problem().orElse(null));
    return facts;
  }

  /** There may be no store yet, and then there is nothing to tell. */
  private void tell() {
    try {
      events.newest("snapshots", facts());
    } catch (StoreException noStore) {
      return;
    }
  }

  private Answer make(ApiRequest request) {
    Optional<String> name = request.body().find("name").map(Setting::text);
    if (name.filter(this::isTaken).isPresent()) {
      return Answer.error(
          409, "name_taken", "there is a snapshot '" + name.get() + "' already: name another");
    }
    NamedSnapshot made = desk.make(name, Making.BY_HAND);
    return Answer.json(201, SnapshotList.facts(made, desk.snapshots().space(made.name())));
  }

  private boolean isTaken(String name) {
    return SnapshotList.of(desk.snapshots()).all().keySet().stream()
        .anyMatch(snapshot -> snapshot.name().equals(name));
  }

  private Answer delete(ApiRequest request) {
    String name = request.body().field("name").text();
    try {
      desk.delete(name);
      return Answer.noContent();
    } catch (SettingsException unknown) {
      return Answer.error(404, "not_found", String.valueOf(unknown.getMessage()));
    }
  }

  private static Schema listSchema() {
    return Schema.object("")
        .with("snapshots", Schema.list("Those that are whole.", snapshotSchema()))
        .with("damaged", Schema.list("What is wrong with others.", Schema.text("A sentence.")))
        .with("schedule", Schema.text("When the daemon makes some by itself.").orNull())
        .with("retention", Schema.text("Which of them it keeps.").orNull())
        .with("next_at", Schema.time("When it makes or tries the next one.").orNull())
        .with("problem", Schema.text("Why one that is due could not be made.").orNull());
  }

  private static Schema snapshotSchema() {
    return Schema.object("A snapshot; 'urls_STATUS' counts URLs.")
        .with("name", Schema.text("Its name."))
        .with("id", Schema.text("Of this state of the store."))
        .with("created_at", Schema.time("When it was made."))
        .with("made", Schema.oneOf("On whose wish.", Making.values()))
        .with("sluice_version", Schema.text("Of Sluice that made it."))
        .with("store", Schema.text("The id of the store."))
        .with("sequence_number", Schema.integer("Grows with each change of the store."))
        .with("captures", Schema.integer("That it holds."))
        .with("bodies", Schema.integer("Different bodies."))
        .with("body_bytes", Schema.integer("Their bytes."))
        .with("bytes", Schema.integer("What its files take, those of the store included."))
        .with("bytes_not_in_store", Schema.integer("Of these, in files of its own."))
        .with("bytes_freed_if_deleted", Schema.integer("What deleting it frees."))
        .others(Schema.integer("How many."));
  }
}
