package dev.sluice.service.daemon;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Export;
import dev.sluice.engine.Crawl;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.DataFolder;
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

  /** Opens a data folder to make it as small as it can be. */
  public DataFolder openForCompacting(Path folder) {
    return DataFolder.openForCompacting(folder, Crawl.TABLES);
  }

  /** Opens a data folder to read, beside whoever writes to it. */
  public DataFolder openForReading(Path folder) {
    return DataFolder.openForReading(folder, Crawl.TABLES);
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
    return new Daemon(
        new SeedUpdates(new SeedWatch(seeds, clock), objection, clock),
        current -> crawl(folder, current, endless),
        new DiskRoom(folder),
        clock);
  }

  /** An exporter; making it loads the language model. */
  public Export export() {
    return new Export(Cleaner.standardFunctions());
  }
}
