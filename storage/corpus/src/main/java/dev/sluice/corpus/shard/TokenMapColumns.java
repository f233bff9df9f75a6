package dev.sluice.corpus.shard;

import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.Column.Form;
import dev.sluice.corpus.columns.ColumnFileWriter;
import dev.sluice.corpus.model.Document;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the map of a shard of tokens: a row for each document, in the order of the index. Both
 * {@code key} and {@code offset} ascend, so that a row is found by halving.
 *
 * <p>{@code key} is the URL with its host turned around, as the store orders URLs. {@code offset}
 * and {@code tokens} count tokens, the one that ends the document included.
 */
final class TokenMapColumns implements Closeable {

  static final String KEY = "key";
  static final String OFFSET = "offset";
  static final String TOKENS = "tokens";
  static final String ID = "id";
  static final String URL = "url";
  static final String FETCHED_AT = "fetched_at";
  static final String TEXT_HASH = "text_xxh3_128";

  /** A question reads so many rows at once. */
  private static final int GROUP_ROWS = 10_000;

  private static final List<Column> COLUMNS =
      List.of(
          Column.various(ID, Form.TEXT),
          Column.various(URL, Form.TEXT),
          Column.various(FETCHED_AT, Form.TIME),
          Column.various(TEXT_HASH, Form.TEXT),
          Column.various(OFFSET, Form.WHOLE),
          Column.various(TOKENS, Form.WHOLE),
          Column.various(KEY, Form.TEXT));

  /** The names of all columns. */
  static final List<String> NAMES = COLUMNS.stream().map(Column::name).toList();

  private final ColumnFileWriter table;

  TokenMapColumns(OutputStream out) throws IOException {
    table = new ColumnFileWriter(out, COLUMNS, GROUP_ROWS);
  }

  void add(Document document, long offset, int tokens) throws IOException {
    table.text(0, document.id());
    table.text(1, document.key().url().toString());
    table.whole(2, document.key().fetchedAt().toEpochMilli());
    table.text(3, document.textHash().hex());
    table.whole(4, offset);
    table.whole(5, tokens);
    table.text(6, new String(document.key().url().key(), StandardCharsets.UTF_8));
    table.endRow();
  }

  @Override
  public void close() throws IOException {
    table.finish();
  }
}
