package dev.sluice.engine;

import dev.sluice.engine.fetch.AddressBook;
import dev.sluice.engine.fetch.AddressPolicy;
import dev.sluice.engine.fetch.Fetcher;
import dev.sluice.engine.fetch.Tls;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.EditedText;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.probe.SeedProbe;
import dev.sluice.engine.seed.SeedDifference;
import dev.sluice.engine.seed.SeedFields;
import dev.sluice.engine.seed.SeedFileEdit;
import dev.sluice.engine.seed.SeedFiles;
import dev.sluice.pages.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The seeds of a crawl: read from files, and looked at before they are used. */
public final class Seeds {

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

  private Seeds() {}

  /**
   * Reads a seed file, or all seed files of a folder.
   *
   * @throws SettingsException if there is no such file, or no seed file in the folder
   */
  public static SeedList read(Path fileOrFolder) {
    return SeedFiles.read(fileOrFolder);
  }

  /** Reads seed files that need not be on any disk: their texts by their names. */
  public static SeedList read(SortedMap<String, String> texts) {
    return SeedFiles.read(texts);
  }

  /** Whether a file of this name in a folder is read as a seed file. */
  public static boolean isFileName(String name) {
    return SeedFiles.isSeedFile(name);
  }

  /**
   * Changes one seed of a seed file, and leaves every other character of its text as it is.
   *
   * @param file its name, which says how it is read and is used in messages
   */
  public static EditedText edit(String file, String text, SeedEdit edit) {
    return SeedFileEdit.apply(file, text, edit);
  }

  /**
   * The files of which {@link #read(Path)} reads the seeds, in their order.
   *
   * @throws SettingsException if there is no such file, or no seed file in the folder
   */
  public static List<Path> files(Path fileOrFolder) {
    return SeedFiles.files(fileOrFolder);
  }

  /**
   * The first seed whose host is on the public Internet; hosts without an address are not.
   *
   * <p>Looks for some seconds and then no further, since a name server that is silent takes long
   * for each name. Nothing depends on it: whatever it finds, a crawl that names no contact connects
   * to no public address.
   */
  public static Optional<Seed> firstPublic(List<Seed> seeds, InstantSource clock) {
    Instant end = clock.instant().plus(LONGEST_LOOK);
    return seeds.stream()
        .takeWhile(seed -> clock.instant().isBefore(end))
        .filter(seed -> isPublic(seed.url().host()))
        .findFirst();
  }

  /** What is new about a list of seeds: what was added, removed, and changed field by field. */
  public static List<SeedChange> changes(List<Seed> before, List<Seed> after) {
    return new SeedDifference(before, after).all();
  }

  /**
   * The fields of a seed by name, each as the text format of seed files has it; the URL comes
   * first, and fields that are as they are by default are left out.
   */
  public static Map<String, String> fields(Seed seed) {
    return SeedFields.of(seed);
  }

  /**
   * Asks the host of each seed as a crawl would, politely, and says what a crawl would meet there.
   * Nothing is stored. Each seed has at least one finding, in their order.
   *
   * @param resolver knows the addresses of hosts
   * @param longest after which time seeds that were not asked are left out, and say so
   */
  public static List<SeedFinding> probe(
      List<Seed> seeds,
      CrawlSettings settings,
      HostResolver resolver,
      InstantSource clock,
      Duration longest) {
    AddressPolicy policy = new AddressPolicy(settings.reach());
    try (AddressBook addresses =
            new AddressBook(resolver, policy, settings.fetch().connectTimeout(), clock);
        Fetcher fetcher =
            new Fetcher(settings.userAgent(), settings.fetch(), addresses, Tls.system(), clock);
        SeedProbe probe = new SeedProbe(settings, addresses, fetcher, clock)) {
      return probe.find(seeds, longest);
    }
  }

  private static boolean isPublic(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (AddressPolicy.isPublic(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
