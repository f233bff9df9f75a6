package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.corpus.shard.FileTrouble;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers questions from {@code ledger.parquet}.
 *
 * <p><b>Idea.</b> A question reads the columns that it names and no others, and skips groups of
 * rows that cannot have what it asks for: by the dictionaries of texts, by the extents of numbers.
 * Since rows lie in the order of hosts, one host is in one or two groups. Within a group, texts are
 * compared and counted as small numbers; they are made into texts once a group.
 *
 * <p><b>Cost.</b> Memory is a group's columns and the groups of the answer.
 */
public final class LedgerFile implements Ledger {

  private static final int MOST_KEYS = 3;

  private final Path path;
  private final ColumnFileReader table;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  private LedgerFile(Path path, ColumnFileReader table) {
    this.path = path;
    this.table = table;
    table.columns().forEach(column -> columns.put(column.name(), column));
  }

  /**
   * Opens the ledger of a finished export.
   *
   * @throws SettingsException if the folder has none
   * @throws ExportException if it cannot be read
   */
  public static LedgerFile open(Path export) {
    Path path = export.resolve(LedgerWriter.NAME);
    if (!Files.isRegularFile(path)) {
      throw new SettingsException(
          export + " has no " + LedgerWriter.NAME + ": name the folder of a finished export");
    }
    try {
      return new LedgerFile(path, new ColumnFileReader(path));
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  @Override
  public List<String> fields() {
    return List.copyOf(columns.keySet());
  }

  @Override
  public long size() {
    return table.rows();
  }

  @Override
  public List<Group> count(List<String> by, List<LedgerCondition> where) {
    if (by.size() > MOST_KEYS) {
      throw new SettingsException("rows are counted by at most " + MOST_KEYS + " fields");
    }
    by.forEach(this::column);
    try {
      GroupCount count = new GroupCount(by);
      List<LedgerFilter> tests = tests(where);
      Set<String> wanted = new LinkedHashSet<>(by);
      wanted.addAll(List.of(LedgerColumns.KEPT, LedgerColumns.CHARACTERS));
      tests.forEach(test -> wanted.add(test.field()));
      for (int group : knownGroups(tests)) {
        count.add(new LedgerGroup(table.read(group, List.copyOf(wanted)), wanted), tests);
      }
      return count.groups();
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  @Override
  public List<Map<String, Object>> rows(List<LedgerCondition> where, int limit) {
    try {
      List<LedgerFilter> tests = tests(where);
      return rows(tests, knownGroups(tests), limit);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  @Override
  public List<Map<String, Object>> find(PageUrl url) {
    try {
      List<LedgerFilter> tests =
          tests(
              List.of(
                  LedgerCondition.equal(LedgerColumns.HOST, url.host()),
                  LedgerCondition.equal(LedgerColumns.URL, url.toString())));
      return rows(tests, groups(tests), Integer.MAX_VALUE);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  @Override
  public List<Cluster> largestClusters(int most, int members) {
    try {
      return clusterRows().largest(most, members);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  @Override
  public List<Cluster> clusters(Set<String> ids, int members) {
    try {
      return clusterRows().named(ids, members);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  /** Ledgers of earlier versions do not say how large clusters are. */
  private ClusterRows clusterRows() {
    if (!columns.containsKey(LedgerColumns.CLUSTER_SIZE)) {
      throw new SettingsException(
          path + " is of an earlier version of Sluice and does not tell clusters: export again");
    }
    return new ClusterRows(table);
  }

  private List<Map<String, Object>> rows(List<LedgerFilter> tests, List<Integer> groups, int limit)
      throws IOException {
    List<Map<String, Object>> found = new ArrayList<>();
    for (int group : groups) {
      List<Long> rows = matching(group, tests, limit - found.size());
      if (!rows.isEmpty()) {
        found.addAll(read(group, rows));
      }
      if (found.size() == limit) {
        break;
      }
    }
    return found;
  }

  private List<Long> matching(int group, List<LedgerFilter> tests, int limit) throws IOException {
    Set<String> wanted = new LinkedHashSet<>(Set.of(LedgerColumns.KEPT));
    tests.forEach(test -> wanted.add(test.field()));
    LedgerGroup rows = new LedgerGroup(table.read(group, List.copyOf(wanted)), wanted);
    List<Long> found = new ArrayList<>();
    for (long row = 0; row < rows.size() && found.size() < limit; row++) {
      if (rows.passes(tests)) {
        found.add(row);
      }
      rows.next();
    }
    return found;
  }

  private List<Map<String, Object>> read(int group, List<Long> numbers) throws IOException {
    LedgerGroup rows = new LedgerGroup(table.read(group, fields()), columns.keySet());
    List<Map<String, Object>> all = new ArrayList<>();
    long at = 0;
    for (long number : numbers) {
      for (; at < number; at++) {
        rows.next();
      }
      all.add(rows.row());
    }
    return all;
  }

  private Column column(String field) {
    Column column = columns.get(field);
    if (column == null) {
      throw new SettingsException(
          "the ledger has no field '" + field + "'" + Nearest.hint(field, columns.keySet()));
    }
    return column;
  }

  private List<LedgerFilter> tests(List<LedgerCondition> where) {
    return where.stream()
        .map(condition -> LedgerFilter.of(condition, column(condition.field()).form()))
        .toList();
  }

  /** The groups that can have what is asked for. */
  private List<Integer> groups(List<LedgerFilter> tests) throws IOException {
    List<Integer> groups = new ArrayList<>();
    for (int group = 0; group < table.groups(); group++) {
      boolean mayHold = true;
      for (LedgerFilter test : tests) {
        mayHold = mayHold && test.mayHold(table, group);
      }
      if (mayHold) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** The same; an error if there is none for a value that is nowhere. */
  private List<Integer> knownGroups(List<LedgerFilter> tests) throws IOException {
    List<Integer> groups = groups(tests);
    if (groups.isEmpty()) {
      for (LedgerFilter test : tests) {
        requireValue(test);
      }
    }
    return groups;
  }

  /** A value that is nowhere is rather misspelt, where few values make up a field. */
  private void requireValue(LedgerFilter test) throws IOException {
    Set<String> known = new LinkedHashSet<>();
    for (int group = 0; group < table.groups(); group++) {
      if (test.mayHold(table, group)) {
        return;
      }
      known.addAll(words(group, test.field()));
    }
    if (!known.isEmpty()) {
      throw new SettingsException(
          "no row has "
              + test.field()
              + " '"
              + test.value()
              + "'"
              + Nearest.to(test.value(), known)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
  }

  private List<String> words(int group, String field) throws IOException {
    return column(field).form() == Column.Form.TEXT
        ? table.read(group, List.of(field)).values(field).words()
        : List.of();
  }

  @Override
  public void close() {
    table.close();
  }
}
