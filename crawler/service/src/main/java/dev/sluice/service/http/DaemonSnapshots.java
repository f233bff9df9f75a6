package dev.sluice.service.http;

import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.SnapshotMaker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Has snapshots made by the daemon that writes to a data folder; where none does, by another. */
public final class DaemonSnapshots implements SnapshotMaker {

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

  private final Path data;
  private final SnapshotMaker otherwise;

  /**
   * A maker of snapshots of a data folder.
   *
   * @param otherwise makes them where no daemon answers
   */
  public DaemonSnapshots(Path data, SnapshotMaker otherwise) {
    this.data = data;
    this.otherwise = otherwise;
  }

  /** A daemon makes it by hand, whatever is said here: its schedule is its own. */
  @Override
  public NamedSnapshot make(Optional<String> name, Making making) {
    return DaemonClient.find(data)
        .flatMap(daemon -> ask(daemon, name))
        .map(made -> new Snapshots(data).find(made.field("name").text()))
        .orElseGet(() -> otherwise.make(name, making));
  }

  private Optional<Setting> ask(DaemonClient daemon, Optional<String> name) {
    Map<String, Object> body = new LinkedHashMap<>();
    name.ifPresent(it -> body.put("name", it));
    return daemon.post(
        SnapshotRoutes.PATH,
        body,
        201,
        LONGEST_ANSWER,
        "'sluice snapshot list --data " + data + "' tells whether a snapshot was made");
  }
}
