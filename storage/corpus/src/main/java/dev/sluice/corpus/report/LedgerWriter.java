package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.shard.JsonLines;
import dev.sluice.corpus.shard.JsonlFormat;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code ledger.jsonl.zst}: one object a line, {@code id, url, fetched_at, step, rule,
 * measured, limit} and, where a comparison dropped the capture, {@code matched_id} and {@code
 * matched_url}. {@code measured} is a number or a text, {@code limit} a text.
 */
public final class LedgerWriter implements AutoCloseable {

  private static final String NAME = "ledger.jsonl.zst";

  private final NewFile file;
  private final JsonLines lines;
  private long rows;

  /** Begins the ledger of an export. */
  public LedgerWriter(OutputFolder folder) {
    file = folder.begin(NAME);
    try {
      lines = JsonlFormat.lines(file.out());
    } catch (IOException notWritable) {
      file.close();
      throw file.trouble(notWritable);
    }
  }

  /** Adds a row. */
  public void add(LedgerRow row) {
    try {
      lines.add(json -> object(json, row));
      rows++;
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private static void object(JsonGenerator json, LedgerRow row) {
    json.writeStringProperty("id", row.id());
    json.writeStringProperty("url", row.key().url().toString());
    json.writeStringProperty("fetched_at", row.key().fetchedAt().toString());
    json.writeStringProperty("step", row.step());
    json.writeStringProperty("rule", row.cause().rule());
    if (row.cause().measured() instanceof Measured.Quantity quantity) {
      JsonLines.number(json, "measured", quantity.number());
    } else {
      json.writeStringProperty("measured", row.cause().measured().display());
    }
    json.writeStringProperty("limit", row.cause().limit());
    row.match().ifPresent(match -> json.writeStringProperty("matched_id", match.id()));
    row.match().ifPresent(match -> json.writeStringProperty("matched_url", match.url()));
  }

  /** Ends the ledger. */
  public LedgerEntry finish() {
    try {
      lines.close();
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
    NewFile.Written written = file.finish();
    return new LedgerEntry(NAME, rows, written.bytes(), written.sha256());
  }

  @Override
  public void close() {
    file.close();
  }
}
