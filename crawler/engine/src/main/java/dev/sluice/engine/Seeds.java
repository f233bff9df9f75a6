package dev.sluice.engine;

import dev.sluice.engine.fetch.AddressPolicy;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.seed.SeedFiles;
import dev.sluice.pages.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The seeds of a crawl: read from files, and looked at before they are used. */
public final class Seeds {

  private Seeds() {}

  /**
   * Reads a seed file, or all seed files of a folder.
   *
   * @throws SettingsException if there is no such file, or no seed file in the folder
   */
  public static SeedList read(Path fileOrFolder) {
    return SeedFiles.read(fileOrFolder);
  }

  /** The first seed whose host is on the public Internet; hosts without an address are not. */
  public static Optional<Seed> firstPublic(List<Seed> seeds) {
    return seeds.stream().filter(seed -> isPublic(seed.url().host())).findFirst();
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
