package dev.sluice.service.cli;

import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.DiskRoom;
import dev.sluice.service.daemon.Wiring;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name what is read: a data folder, now or as a snapshot has it. */
final class StoreOptions {

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description =
          "Read this snapshot of the data folder, or 'latest', the newest one (default: the store as"
              + " it is now).")
  private @Nullable String snapshot;

  Path folder() {
    return data.folder();
  }

  Optional<String> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** The disk that it is on; nothing of a snapshot, to which nothing is added. */
  Optional<DiskRoom> room() {
    return snapshot == null ? Optional.of(new DiskRoom(folder())) : Optional.empty();
  }

  /** Opens it. */
  DataFolder open(Wiring wiring) {
    return snapshot == null
        ? wiring.openForReading(folder())
        : wiring.openSnapshot(folder(), snapshot);
  }
}
