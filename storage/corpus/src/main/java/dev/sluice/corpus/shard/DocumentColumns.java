package dev.sluice.corpus.shard;

import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.Column.Form;
import dev.sluice.corpus.columns.ColumnFileWriter;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageChange;
import dev.sluice.corpus.model.Stated;
import dev.sluice.pages.model.PageUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns of a table of documents. They have the names of the fields in lines of JSON, those of
 * {@code metadata} included: a reader such as datatrove's takes {@code text} and {@code id}, and
 * all other columns for metadata. What is several values there under names of their own is one
 * column here, so that all shards of all exports have the same columns: {@code authors} and {@code
 * text_notes} are lists, {@code language_share}, {@code script_share} and {@code rule} numbers by
 * names.
 */
final class DocumentColumns {

  private static final Column TEXT = Column.various("text", Form.TEXT);
  private static final Column ID = Column.various("id", Form.TEXT);
  private static final Column SOURCE = Column.recurring("source", Form.TEXT);
  private static final Column VERSION = Column.recurring("version", Form.TEXT);
  private static final Column ADDED = Column.various("added", Form.TIME);
  private static final Column CREATED = Column.various("created", Form.TIME);
  private static final Column URL = Column.various("url", Form.TEXT);
  private static final Column DATE = Column.various("date", Form.TEXT);
  private static final Column DUMP = Column.recurring("dump", Form.TEXT);
  private static final Column CHANGE = Column.recurring("change", Form.TEXT);
  private static final Column FILE_PATH = Column.various("file_path", Form.TEXT);
  private static final Column LANGUAGE = Column.recurring("language", Form.TEXT);
  private static final Column LANGUAGE_SCRIPT = Column.recurring("language_script", Form.TEXT);
  private static final Column LANGUAGE_SCORE = Column.various("language_score", Form.NUMBER);
  private static final Column LANGUAGE_SHARE = Column.recurring("language_share", Form.NUMBERS);
  private static final Column SCRIPT_SHARE = Column.recurring("script_share", Form.NUMBERS);
  private static final Column TITLE = Column.various("title", Form.TEXT);
  private static final Column AUTHORS = Column.recurring("authors", Form.TEXTS);
  private static final Column SITE_NAME = Column.recurring("site_name", Form.TEXT);
  private static final Column PUBLISHED = Column.various("published", Form.TEXT);
  private static final Column MODIFIED = Column.various("modified", Form.TEXT);
  private static final Column LICENSE = Column.recurring("license", Form.TEXT);
  private static final Column CANONICAL_URL = Column.various("canonical_url", Form.TEXT);
  private static final Column LANGUAGE_HINT = Column.recurring("language_hint", Form.TEXT);
  private static final Column TEXT_NOTES = Column.recurring("text_notes", Form.TEXTS);
  private static final Column SEED = Column.recurring("seed", Form.TEXT);
  private static final Column DEPTH = Column.recurring("depth", Form.WHOLE);
  private static final Column STATUS = Column.recurring("status", Form.WHOLE);
  private static final Column MEDIA_TYPE = Column.recurring("media_type", Form.TEXT);
  private static final Column CHARSET = Column.recurring("charset", Form.TEXT);
  private static final Column CHARSET_WHY = Column.recurring("charset_why", Form.TEXT);
  private static final Column TRUNCATED = Column.recurring("truncated", Form.FLAG);
  private static final Column BODY_SHA256 = Column.various("body_sha256", Form.TEXT);
  private static final Column TEXT_XXH3_128 = Column.various("text_xxh3_128", Form.TEXT);
  private static final Column EXACT_CLUSTER_SIZE =
      Column.recurring("exact_cluster_size", Form.WHOLE);
  private static final Column CLUSTER_SIZE = Column.recurring("cluster_size", Form.WHOLE);
  private static final Column CLUSTER_ID = Column.various("cluster_id", Form.TEXT);
  private static final Column RULE = Column.recurring("rule", Form.NUMBERS);

  /** All columns, in their order. */
  static final List<Column> ALL =
      List.of(
          TEXT,
          ID,
          SOURCE,
          VERSION,
          ADDED,
          CREATED,
          URL,
          DATE,
          DUMP,
          CHANGE,
          FILE_PATH,
          LANGUAGE,
          LANGUAGE_SCRIPT,
          LANGUAGE_SCORE,
          LANGUAGE_SHARE,
          SCRIPT_SHARE,
          TITLE,
          AUTHORS,
          SITE_NAME,
          PUBLISHED,
          MODIFIED,
          LICENSE,
          CANONICAL_URL,
          LANGUAGE_HINT,
          TEXT_NOTES,
          SEED,
          DEPTH,
          STATUS,
          MEDIA_TYPE,
          CHARSET,
          CHARSET_WHY,
          TRUNCATED,
          BODY_SHA256,
          TEXT_XXH3_128,
          EXACT_CLUSTER_SIZE,
          CLUSTER_SIZE,
          CLUSTER_ID,
          RULE);

  private final ColumnFileWriter table;
  private final Edition edition;
  private final Map<Column, Integer> places = new LinkedHashMap<>();

  DocumentColumns(ColumnFileWriter table, Edition edition) {
    this.table = table;
    this.edition = edition;
    ALL.forEach(column -> places.put(column, places.size()));
  }

  /** Sets a row; whoever calls ends it. */
  void set(Document document) {
    text(TEXT, document.text());
    text(ID, document.id());
    text(SOURCE, edition.source());
    text(VERSION, edition.version());
    whole(ADDED, document.key().fetchedAt().toEpochMilli());
    whole(CREATED, DocumentFacts.created(document).toEpochMilli());
    text(URL, document.key().url().toString());
    text(DATE, document.key().fetchedAt().toString());
    text(DUMP, edition.snapshot());
    optional(CHANGE, document.change().map(PageChange::word));
    text(FILE_PATH, DocumentFacts.filePath(document));
    document.language().ifPresent(this::language);
    stated(document.content().stated());
    texts(TEXT_NOTES, document.content().notes());
    answer(document);
    text(TEXT_XXH3_128, document.textHash().hex());
    whole(EXACT_CLUSTER_SIZE, document.exactCopies());
    whole(CLUSTER_SIZE, document.clusterSize());
    if (document.clusterSize() > 1) {
      text(CLUSTER_ID, document.id());
    }
    numbers(RULE, measured(document.measurements()));
  }

  private void language(LanguageLabel language) {
    text(LANGUAGE, language.code());
    text(LANGUAGE_SCRIPT, language.script());
    table.number(place(LANGUAGE_SCORE), language.score());
    numbers(LANGUAGE_SHARE, shares(language.languages()));
    numbers(SCRIPT_SHARE, shares(language.scripts()));
  }

  private void stated(Stated stated) {
    optional(TITLE, stated.title());
    texts(AUTHORS, stated.authors());
    optional(SITE_NAME, stated.siteName());
    optional(PUBLISHED, stated.published());
    optional(MODIFIED, stated.modified());
    optional(LICENSE, stated.licence());
    optional(CANONICAL_URL, stated.canonical().map(PageUrl::toString));
    optional(LANGUAGE_HINT, stated.languageHint());
  }

  private void answer(Document document) {
    Document.Provenance from = document.provenance();
    text(SEED, from.seed());
    whole(DEPTH, from.depth());
    whole(STATUS, from.status());
    text(MEDIA_TYPE, from.mediaType());
    text(CHARSET, document.charset());
    optional(CHARSET_WHY, DocumentFacts.charsetWhy(document));
    table.flag(place(TRUNCATED), from.truncated());
    text(BODY_SHA256, from.bodyHash().hex());
  }

  private static Map<String, Double> shares(List<LanguageLabel.Share> shares) {
    Map<String, Double> byName = new LinkedHashMap<>();
    shares.forEach(part -> byName.put(part.name(), part.share()));
    return byName;
  }

  private static Map<String, Double> measured(List<Measurement> measurements) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      if (measurement.measured() instanceof Measured.Quantity quantity) {
        byName.put(measurement.rule(), quantity.number());
      }
    }
    return byName;
  }

  private int place(Column column) {
    return Objects.requireNonNull(places.get(column), column::name);
  }

  private void text(Column column, String value) {
    table.text(place(column), value);
  }

  private void optional(Column column, Optional<String> value) {
    value.ifPresent(text -> text(column, text));
  }

  private void whole(Column column, long value) {
    table.whole(place(column), value);
  }

  private void texts(Column column, List<String> values) {
    table.texts(place(column), values);
  }

  private void numbers(Column column, Map<String, Double> values) {
    table.numbers(place(column), values);
  }
}
