package dev.sluice.corpus.report;

import dev.sluice.corpus.model.Manifest.ChangesEntry;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.shard.JsonLines;
import dev.sluice.corpus.shard.JsonlFormat;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code changes.jsonl.zst}: a line for each document of an older snapshot that is no longer
 * so, with {@code id}, {@code url}, {@code fetched_at}, {@code change} ({@code changed} or {@code
 * gone}), {@code by} (the id of the document that its page has now, or null) and {@code why} (the
 * rule or step that dropped its page, or {@code purged}; null if the page has another document).
 */
public final class ChangesWriter implements AutoCloseable {

  /** Name of the file. */
  public static final String FILE = "changes.jsonl.zst";

  private final NewFile file;
  private final JsonLines lines;
  private long withdrawn;
  private long gone;

  /** Begins the file of an export. */
  public ChangesWriter(OutputFolder folder) {
    this.file = folder.begin(FILE);
    try {
      this.lines = JsonlFormat.lines(file.out());
    } catch (IOException notWritable) {
      file.close();
      throw file.trouble(notWritable);
    }
  }

  /**
   * Adds a document that is no longer so.
   *
   * @param by the document that its page has now
   * @param why what is told if it has none
   */
  public void add(OlderDocument older, Optional<String> by, String why) {
    withdrawn++;
    gone += by.isPresent() ? 0 : 1;
    try {
      lines.add(json -> write(json, older, by, why));
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private static void write(
      JsonGenerator json, OlderDocument older, Optional<String> by, String why) {
    json.writeStringProperty("id", older.id());
    json.writeStringProperty("url", older.key().url().toString());
    json.writeStringProperty("fetched_at", older.key().fetchedAt().toString());
    json.writeStringProperty("change", by.isPresent() ? "changed" : "gone");
    if (by.isPresent()) {
      json.writeStringProperty("by", by.get());
      json.writeNullProperty("why");
    } else {
      json.writeNullProperty("by");
      json.writeStringProperty("why", why);
    }
  }

  /**
   * Ends the file.
   *
   * @param added how many documents there are of new pages
   * @param changed how many of others
   * @param after digest of the manifest of the export that this one follows, if it is known
   */
  public ChangesEntry finish(long added, long changed, Optional<String> after) {
    try {
      lines.close();
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
    file.finish();
    return new ChangesEntry(FILE, withdrawn, added, changed, gone, after);
  }

  @Override
  public void close() {
    file.close();
  }
}
