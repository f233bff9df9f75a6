package dev.sluice.corpus.index;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableLoad;
import dev.sluice.pages.model.Tables;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An index of exported documents that lies in a table. For one thread. */
public final class TableIndex implements DocumentIndex {

  static final String TABLE = TABLES.get(0).name();

  private final Tables tables;
  private final Table table;
  private IndexContents contents;

  /** The index in these tables. */
  public TableIndex(Tables tables) {
    this.tables = tables;
    this.table = tables.table(TABLE);
    this.contents = IndexContents.read(table);
  }

  /** What was exported before, to be compared with; as it is now. */
  public EarlierDocuments earlier() {
    return new TableEarlier(table, contents, contents.withdrawn());
  }

  /** The same without some documents, by their numbers. */
  public EarlierDocuments earlierBut(BitSet withdrawn) {
    BitSet all = (BitSet) contents.withdrawn().clone();
    all.or(withdrawn);
    return new TableEarlier(table, contents, all);
  }

  /**
   * The numbers of the documents that have one of these ids, those of an id that was exported more
   * than once included. Reads the rows of all documents.
   *
   * @param ids the first 64 bits of each, ascending
   */
  public BitSet numbers(long[] ids) {
    BitSet numbers = new BitSet();
    byte[] first = {IndexRows.DOCUMENT};
    byte[] end = {IndexRows.DOCUMENT + 1};
    try (Scan<Row> rows = table.scan(first, end)) {
      while (ids.length > 0 && rows.hasNext()) {
        Row row = rows.next();
        String id = IndexRows.document(row.key(), row.value(), "").id();
        if (Arrays.binarySearch(ids, Document.idPrefix(id)) >= 0) {
          numbers.set(IndexRows.lastNumber(row.key()));
        }
      }
    }
    return numbers;
  }

  /** The export of this name, if it was recorded. */
  public Optional<Entry> find(String name) {
    return contents.find(name).map(this::entry);
  }

  @Override
  public List<Entry> exports() {
    return contents.whole().stream().map(this::entry).toList();
  }

  private Entry entry(ExportRow export) {
    List<SpaceEntry> spaces =
        export.spaces().stream()
            .map(keys -> new SpaceEntry(spaceName(keys.space()), keys.keys()))
            .toList();
    return new Entry(
        export.name(),
        export.snapshot(),
        export.recipe(),
        export.recipeHash(),
        export.sluiceVersion(),
        export.manifestSha256(),
        export.documents(),
        spaces);
  }

  private String spaceName(int space) {
    return contents.spaces().getOrDefault(space, "");
  }

  @Override
  public Extent extent() {
    StringBuilder lines = new StringBuilder();
    long documents = 0;
    for (ExportRow export : contents.whole()) {
      lines.append(export.manifestSha256()).append(' ').append(export.name()).append('\n');
      documents += export.documents();
    }
    String digest = ContentHash.of(lines.toString().getBytes(StandardCharsets.UTF_8)).hex();
    return new Extent(contents.whole().size(), documents, digest);
  }

  @Override
  public long documents(String space) {
    Optional<Integer> number = contents.space(space);
    return contents.whole().stream()
        .filter(export -> number.isPresent() && export.hasKeysIn(number.get()))
        .mapToLong(ExportRow::documents)
        .sum();
  }

  @Override
  public long bytes() {
    return tables.bytesOnDisk(TABLE);
  }

  /**
   * Records the documents of an export: all of them, or none if the process is killed meanwhile.
   *
   * @param candidates those that it chose from
   * @throws ExportException if an export of this name is recorded already
   */
  public void record(Recording what, Candidates candidates) {
    if (contents.find(what.name()).isPresent()) {
      throw new ExportException(
          Problem.INCONSISTENT, "the index has an export '" + what.name() + "' already");
    }
    try (TableLoad load = tables.newLoad(TABLE)) {
      new Recorder(what, contents, load).run(candidates);
      load.finish();
    }
    contents = IndexContents.read(table);
  }

  @Override
  public void drop(String export) {
    ExportRow row = contents.find(export).orElseThrow(() -> unknown(export));
    try (Batch batch = tables.newBatch()) {
      batch.put(table, IndexRows.exportKey(row.number()), IndexRows.export(row.dropping()));
      batch.commit();
    }
    contents = IndexContents.read(table);
    finishDrops();
  }

  private SettingsException unknown(String export) {
    List<String> known = contents.whole().stream().map(ExportRow::name).toList();
    return new SettingsException(
        "the index has no export '" + export + "'" + Nearest.hint(export, known));
  }

  /** Goes on with what was being dropped when a process was killed. To be called by who writes. */
  public void finishDrops() {
    for (ExportRow export : contents.exports()) {
      if (export.beingDropped()) {
        new Dropping(tables, table, contents, export).run();
        contents = IndexContents.read(table);
      }
    }
  }

  @Override
  public long check(Consumer<String> problems) {
    tables.verifyFiles();
    return new IndexCheck(table, contents, problems).run();
  }
}
