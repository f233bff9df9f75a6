package dev.sluice.service.daemon;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.engine.Crawl;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.IndexFolder;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts the parts of the program together. */
public final class Wiring {

  private final InstantSource clock = new SteadyClock();

  /** The clock that all parts go by. */
  public InstantSource clock() {
    return clock;
  }

  /** Opens a data folder to crawl into. */
  public DataFolder openForWriting(Path folder) {
    return DataFolder.openForWriting(folder, Crawl.TABLES);
  }

  /**
   * Opens a data folder to put archives into; makes it if it is missing or empty. That another
   * process has it open is told with its name and the way out.
   */
  public DataFolder openForImport(Path folder) {
    try {
      return openForWriting(folder);
    } catch (StoreException failure) {
      throw failure.problem() == Problem.IN_USE ? noImportBeside(folder, failure) : failure;
    }
  }

  private static StoreException noImportBeside(Path folder, StoreException failure) {
    return new StoreException(
        Problem.IN_USE,
        folder
            + " is in use by "
            + DataFolder.writer(folder).orElse("another process")
            + ", and archives are imported by the one that writes: end it, import, and run its"
            + " command again, which goes on; or import into a folder of its own",
        failure);
  }

  /** Opens a data folder to make it as small as it can be. */
  public DataFolder openForCompacting(Path folder) {
    return DataFolder.openForCompacting(folder, Crawl.TABLES);
  }

  /** Opens a data folder, which has to be there, to remove something from it. */
  public DataFolder openForPurging(Path folder) {
    return DataFolder.reopenForWriting(folder, Crawl.TABLES);
  }

  /** Opens a data folder to read, beside whoever writes to it. */
  public DataFolder openForReading(Path folder) {
    return DataFolder.openForReading(folder, Crawl.TABLES);
  }

  /** The snapshots of a data folder. */
  public Snapshots snapshots(Path folder) {
    return new Snapshots(folder);
  }

  /** Opens a snapshot of a data folder to read; {@link Snapshots#LATEST} is the newest one. */
  public DataFolder openSnapshot(Path folder, String name) {
    return snapshots(folder).open(name, Crawl.TABLES);
  }

  /** Opens an index of exported documents to export with; makes it if it is missing or empty. */
  public IndexFolder openIndex(Path folder) {
    return IndexFolder.openForWriting(folder, DocumentIndex.TABLES);
  }

  /** Opens an index of exported documents, which has to be there, to take something from it. */
  public IndexFolder reopenIndex(Path folder) {
    return IndexFolder.reopenForWriting(folder, DocumentIndex.TABLES);
  }

  /** Opens an index of exported documents to read, beside whoever writes to it. */
  public IndexFolder openIndexForReading(Path folder) {
    return IndexFolder.openForReading(folder, DocumentIndex.TABLES);
  }

  /**
   * Who makes snapshots of a data folder: this process, which opens it for each; that another one
   * has it open is told with its name and the way out.
   *
   * @param version the version of Sluice
   */
  public SnapshotMaker snapshotMaker(Path folder, String version) {
    return (name, making) -> {
      try (DataFolder data = reopenForWriting(folder)) {
        return new WriterSnapshots(data, folder, version, clock).make(name, making);
      }
    };
  }

  private static DataFolder reopenForWriting(Path folder) {
    try {
      return DataFolder.reopenForWriting(folder, Crawl.TABLES);
    } catch (StoreException failure) {
      throw failure.problem() == Problem.IN_USE ? heldByAnother(folder, failure) : failure;
    }
  }

  private static StoreException heldByAnother(Path folder, StoreException failure) {
    return new StoreException(
        Problem.IN_USE,
        "only the process that writes to "
            + folder
            + " can make a snapshot of it, and that is "
            + DataFolder.writer(folder).orElse("another one")
            + ": end it, make the snapshot, and run its command again, which goes on (a daemon need"
            + " not end, unless it was started with --listen none: it makes the snapshot itself);"
            + " or leave --snapshot out of an export, which then sees the store as it is when it"
            + " starts",
        failure);
  }

  /**
   * Where seed files are changed by command, beside whoever watches them.
   *
   * @param seeds a seed file, or a folder of them
   */
  public SeedDesk seedDesk(Path seeds) {
    return new SeedDesk(seeds);
  }

  /** Who asks the hosts of seeds, as politely as a crawl with these settings. */
  public SeedProbe seedProbe(CrawlSettings settings) {
    return new SeedProbe(settings, clock);
  }

  /** A crawl, ready to be started. */
  public CrawlRun crawl(Path folder, List<Seed> seeds, CrawlSettings settings) {
    DataFolder data = openForWriting(folder);
    try {
      return new CrawlRun(
          data,
          new Crawl(data, folder, seeds, settings, HostResolver.SYSTEM, clock),
          settings,
          clock);
    } catch (RuntimeException failure) {
      data.close();
      throw failure;
    }
  }

  /**
   * The long-running service, ready to be started.
   *
   * @param seeds a seed file, or a folder of them, which is watched
   * @param objection why these seeds may not be crawled, if there is a reason
   * @throws SettingsException if the seed files are not there, or have mistakes
   */
  public Daemon daemon(
      Path folder,
      Path seeds,
      CrawlSettings settings,
      Function<List<Seed>, Optional<String>> objection) {
    CrawlSettings endless = settings.withoutEnd();
    SeedUpdates updates = new SeedUpdates(new SeedWatch(seeds, clock), objection, clock);
    return new Daemon(
        updates,
        new SeedDesk(seeds, updates::current, objection),
        seedProbe(endless),
        current -> crawl(folder, current, endless),
        new DiskRoom(folder),
        exports(folder),
        clock);
  }

  /**
   * The snapshots of the store that a daemon writes to.
   *
   * @param version the version of Sluice
   */
  public SnapshotDesk snapshotDesk(Path folder, Daemon daemon, String version) {
    return new SnapshotDesk(
        folder,
        (name, making) ->
            daemon.withStore(
                data -> new WriterSnapshots(data, folder, version, clock).make(name, making)));
  }

  /**
   * Makes the snapshots that a plan asks for at a daemon's desk; those that its exports still need
   * are not removed.
   */
  public SnapshotKeeper snapshotKeeper(SnapshotDesk desk, SnapshotPlan plan, Daemon daemon) {
    return new SnapshotKeeper(desk, plan, name -> isNeeded(name, daemon.exports()), clock);
  }

  private static boolean isNeeded(String snapshot, Exports exports) {
    return exports.list().stream()
        .map(Exports.Listed::order)
        .anyMatch(order -> order.isUnderWay() && order.snapshot().equals(snapshot));
  }

  /** Looks once a second how a daemon stands. */
  public Pulse pulse(Daemon daemon) {
    return new Pulse(daemon, clock);
  }

  /** The exports that a daemon makes of its data folder. */
  public Exports exports(Path folder) {
    return new Exports(folder, clock);
  }

  /**
   * An exporter of pages of a data folder, which leaves out what was taken down there; making it
   * loads the language model.
   *
   * @throws StoreException if it cannot be told what was taken down
   */
  public Export export(Path folder) {
    return new Export(Cleaner.standardFunctions(), DataFolder.takedowns(folder).standing());
  }

  /** For what writes nothing: it tells of all pages, also of those that were taken down. */
  public Export export() {
    return new Export(Cleaner.standardFunctions());
  }
}
