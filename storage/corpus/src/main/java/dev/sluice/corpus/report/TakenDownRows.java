package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.corpus.model.ExportedPage.Place;
import dev.sluice.corpus.shard.FileTrouble;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.model.UrlRange;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds in the ledger of a finished export the documents that demands name.
 *
 * <p><b>Idea.</b> Of each group of rows only its list of hosts is read, unless one of these is
 * named; since the pages of a host lie together, that is a group or two. Documents that are known
 * by their ids, since a demand names a body or a text, can be anywhere: of each group the ids are
 * read.
 *
 * <p><b>Cost.</b> Memory is some columns of a group of 100,000 rows.
 */
public final class TakenDownRows {

  private static final List<String> ALWAYS =
      List.of(
          LedgerColumns.ID,
          LedgerColumns.URL,
          LedgerColumns.HOST,
          LedgerColumns.FETCHED_AT,
          LedgerColumns.KEPT,
          LedgerColumns.SHARD,
          LedgerColumns.LINE);

  private final Takedowns demands;
  private final Map<String, String> ids;

  /** Whether it matters what a URL is: millions are not parsed for a demand that names none. */
  private final boolean namesUrls;

  /**
   * A search.
   *
   * @param demands what is looked for by URLs
   * @param ids what is looked for by the id of its document: the id of the demand for each
   */
  public TakenDownRows(Takedowns demands, Map<String, String> ids) {
    this.demands = demands;
    this.ids = Map.copyOf(ids);
    this.namesUrls = demands.all().stream().anyMatch(demand -> !demand.urls().isEmpty());
  }

  /**
   * The documents of an export, in the order of its ledger.
   *
   * @throws SettingsException if the folder is no finished export, or of a version of Sluice whose
   *     ledgers do not tell where documents are
   */
  public List<ExportedPage> in(Path export) {
    Path path = export.resolve(LedgerWriter.NAME);
    if (!Files.isRegularFile(path)) {
      throw new SettingsException(
          export + " has no " + LedgerWriter.NAME + ": name the folder of a finished export");
    }
    try (ColumnFileReader table = new ColumnFileReader(path)) {
      List<String> columns = columns(table, path);
      List<ExportedPage> found = new ArrayList<>();
      for (int group = 0; group < table.groups(); group++) {
        if (mayHold(table, group)) {
          addRows(table.read(group, columns), columns, found);
        }
      }
      return found;
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  private static List<String> columns(ColumnFileReader table, Path path) {
    List<String> known = table.columns().stream().map(it -> it.name()).toList();
    if (!known.containsAll(ALWAYS)) {
      throw new SettingsException(
          path + " is of an earlier version of Sluice and does not tell where documents are");
    }
    List<String> columns = new ArrayList<>(ALWAYS);
    if (known.contains(LedgerColumns.FURTHER_PLACES)) {
      columns.add(LedgerColumns.FURTHER_PLACES);
    }
    return columns;
  }

  private boolean mayHold(ColumnFileReader table, int group) throws IOException {
    if (!ids.isEmpty()) {
      return true;
    }
    List<String> hosts =
        table.read(group, List.of(LedgerColumns.HOST)).values(LedgerColumns.HOST).words();
    return hosts.isEmpty() || hosts.stream().anyMatch(this::mayName);
  }

  private boolean mayName(String host) {
    UrlRange all = UrlRange.ofHost(host);
    return demands.all().stream().flatMap(demand -> demand.urls().stream()).anyMatch(all::meets);
  }

  private void addRows(ColumnFileReader.Group group, List<String> columns, List<ExportedPage> found)
      throws IOException {
    List<ColumnValues> row = new ArrayList<>();
    for (String column : columns) {
      row.add(group.values(column));
    }
    for (long i = 0; i < group.rows(); i++) {
      if (row.get(4).flag()) {
        String id = row.get(0).text();
        String url = row.get(1).text();
        demand(id, url).ifPresent(demand -> found.add(page(demand, id, url, row)));
      }
      row.forEach(ColumnValues::next);
    }
  }

  private Optional<String> demand(String id, String url) {
    Optional<String> byUrl =
        namesUrls ? PageUrl.tryParse(url).flatMap(demands::of).map(Takedown::id) : Optional.empty();
    return byUrl.or(() -> Optional.ofNullable(ids.get(id)));
  }

  private static ExportedPage page(String demand, String id, String url, List<ColumnValues> row) {
    List<Place> places = new ArrayList<>();
    places.add(new Place(row.get(5).text(), row.get(6).whole(), Optional.empty()));
    if (row.size() > ALWAYS.size() && row.get(ALWAYS.size()).isThere()) {
      for (String place : row.get(ALWAYS.size()).text().split(" ")) {
        int colon = place.lastIndexOf(':');
        places.add(
            new Place(
                place.substring(0, colon),
                Long.parseLong(place.substring(colon + 1)),
                Optional.empty()));
      }
    }
    Instant fetchedAt = Instant.ofEpochMilli(row.get(3).whole());
    return new ExportedPage(demand, id, url, fetchedAt, places);
  }
}
