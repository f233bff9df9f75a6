package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdOutputStream;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageChange;
import dev.sluice.corpus.model.Stated;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * JSON Lines in a zstd frame: one object a line, by one of three {@linkplain JsonlSchema schemas}.
 *
 * <p>{@code added} is when the page was fetched; {@code created} when it was published, as it says
 * itself, or else fetched as well. All values in {@code metadata} are flat: texts, numbers, true or
 * false. What the rules measured as numbers is there as {@code rule:NAME}, the shares of languages
 * and scripts as {@code language_share:CODE} and {@code script_share:CODE}. Keys that do not apply
 * are left out. Source of the names: rules.md §20.
 */
public final class JsonlFormat implements ShardFormat {

  /** As zstd's own default: the best ratio before it becomes slow. */
  private static final int LEVEL = 3;

  private final JsonlSchema schema;

  /** The format whose lines have this schema. */
  public JsonlFormat(JsonlSchema schema) {
    this.schema = schema;
  }

  @Override
  public String name() {
    return schema.format();
  }

  @Override
  public List<String> suffixes() {
    return List.of(".jsonl.zst");
  }

  @Override
  public ShardWriter begin(List<OutputStream> files, Edition edition) throws IOException {
    return new Writer(lines(files.get(0)), edition, schema);
  }

  /** Lines of JSON in a zstd frame with checksum. */
  public static JsonLines lines(OutputStream out) throws IOException {
    return new JsonLines(new ZstdOutputStream(out, LEVEL).setChecksum(true));
  }

  private record Writer(JsonLines lines, Edition edition, JsonlSchema schema)
      implements ShardWriter {

    @Override
    public void add(Document document, Original original) throws IOException {
      lines.add(json -> object(json, document));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }

    private void object(JsonGenerator json, Document document) {
      switch (schema) {
        case SLUICE -> {
          dolma(json, document);
          json.writeArrayPropertyStart("media");
          json.writeEndArray();
        }
        case DOLMA -> dolma(json, document);
        case DATATROVE -> {
          json.writeStringProperty("text", document.text());
          json.writeStringProperty("id", document.id());
        }
      }
      json.writeObjectPropertyStart("metadata");
      where(json, document);
      what(json, document);
      document.measurements().forEach(measurement -> measured(json, measurement));
      json.writeEndObject();
    }

    private void dolma(JsonGenerator json, Document document) {
      json.writeStringProperty("id", document.id());
      json.writeStringProperty("text", document.text());
      json.writeStringProperty("source", edition.source());
      json.writeStringProperty("version", edition.version());
      json.writeStringProperty("added", document.key().fetchedAt().toString());
      json.writeStringProperty("created", DocumentFacts.created(document).toString());
    }

    private void where(JsonGenerator json, Document document) {
      String date = document.key().fetchedAt().toString();
      Document.Provenance from = document.provenance();
      json.writeStringProperty("url", document.key().url().toString());
      json.writeStringProperty("date", date);
      json.writeStringProperty("dump", edition.snapshot());
      optional(json, "change", document.change().map(PageChange::word));
      json.writeStringProperty("file_path", DocumentFacts.filePath(document));
      json.writeStringProperty("seed", from.seed());
      json.writeNumberProperty("depth", from.depth());
      json.writeNumberProperty("status", from.status());
      json.writeStringProperty("media_type", from.mediaType());
      json.writeStringProperty("charset", document.charset());
      optional(json, "charset_why", DocumentFacts.charsetWhy(document));
      json.writeBooleanProperty("truncated", from.truncated());
      json.writeStringProperty("body_sha256", from.bodyHash().hex());
    }

    private static void what(JsonGenerator json, Document document) {
      json.writeStringProperty("text_xxh3_128", document.textHash().hex());
      json.writeNumberProperty("exact_cluster_size", document.exactCopies());
      json.writeNumberProperty("cluster_size", document.clusterSize());
      if (document.clusterSize() > 1) {
        json.writeStringProperty("cluster_id", document.id());
      }
      stated(json, document.content().stated());
      if (!document.content().notes().isEmpty()) {
        json.writeStringProperty("text_notes", String.join("; ", document.content().notes()));
      }
      document
          .language()
          .ifPresent(
              language -> {
                json.writeStringProperty("language", language.code());
                json.writeStringProperty("language_script", language.script());
                json.writeNumberProperty("language_score", language.score());
                shares(json, "language_share:", language.languages());
                shares(json, "script_share:", language.scripts());
              });
    }
  }

  private static void shares(JsonGenerator json, String prefix, List<LanguageLabel.Share> shares) {
    shares.forEach(part -> JsonLines.number(json, prefix + part.name(), part.share()));
  }

  private static void stated(JsonGenerator json, Stated stated) {
    optional(json, "title", stated.title());
    optional(json, "author", stated.author());
    optional(json, "site_name", stated.siteName());
    optional(json, "published", stated.published());
    optional(json, "modified", stated.modified());
    optional(json, "license", stated.licence());
    optional(json, "canonical_url", stated.canonical().map(PageUrl::toString));
    optional(json, "language_hint", stated.languageHint());
  }

  private static void optional(JsonGenerator json, String name, Optional<String> value) {
    value.ifPresent(text -> json.writeStringProperty(name, text));
  }

  private static void measured(JsonGenerator json, Measurement measurement) {
    if (measurement.measured() instanceof Measured.Quantity quantity) {
      JsonLines.number(json, "rule:" + measurement.rule(), quantity.number());
    }
  }
}
