package dev.sluice.engine;

import dev.sluice.engine.archive.ArchiveCaptures;
import dev.sluice.engine.archive.ArchiveImport;
import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportSettings;
import dev.sluice.engine.model.ImportSource;
import dev.sluice.engine.model.ImportWatch;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.model.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts somebody else's crawl into a data folder in which no crawl runs: WARC, WET and ARC files.
 *
 * <p>Its pages are pages of the store like any others; the frontier learns nothing of them, so a
 * crawl that comes upon such a URL fetches it. It may be killed at any moment: the same import goes
 * on, and stores nothing twice.
 */
public final class Import {

  private final DataFolder data;

  /**
   * @param data a folder opened for writing with {@link Crawl#TABLES}
   */
  public Import(DataFolder data) {
    this.data = data;
  }

  /**
   * The captures that an import makes of archives, for those who put them elsewhere than into a
   * store.
   *
   * @param seed what they have as the name of their seed; see {@link ImportSettings#seed}
   * @param tags what they are tagged with besides
   * @param maxBodyBytes longer bodies are cut here, counted after decoding
   */
  public static ArchivePages pages(
      Optional<String> seed, Map<String, String> tags, int maxBodyBytes) {
    return new ArchiveCaptures(seed, tags, maxBodyBytes);
  }

  /**
   * Reads archives and stores their pages; what is damaged is passed over.
   *
   * @throws StoreException if the store broke, or was closed meanwhile; the same import goes on
   */
  public ImportCounts run(List<ImportSource> sources, ImportSettings settings, ImportWatch watch) {
    return new ArchiveImport(data, settings, watch).run(sources);
  }
}
