package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.Column.Form;
import dev.sluice.corpus.model.MeasuredNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a ledger: first those that every ledger has, then one for each name under which
 * something was measured, in alphabetic order. A rule that measured both numbers and texts has two,
 * the second of which is called {@code NAME as text}.
 */
final class LedgerColumns {

  static final String ID = "id";
  static final String URL = "url";
  static final String HOST = "host";
  static final String FETCHED_AT = "fetched_at";
  static final String KEPT = "kept";
  static final String LANGUAGE = "language";
  static final String CHARACTERS = "characters";
  static final String BODY_BYTES = "body_bytes";
  static final String STEP = "step";
  static final String RULE = "rule";
  static final String VALUE = "value";
  static final String FACT = "fact";
  static final String LIMIT = "limit";
  static final String MATCHED_ID = "matched_id";
  static final String MATCHED_URL = "matched_url";
  static final String MATCHED_EXPORT = "matched_export";
  static final String CLUSTER = "cluster";
  static final String CLUSTER_SIZE = "cluster_size";
  static final String SHARD = "shard";
  static final String LINE = "line";
  static final String FURTHER_PLACES = "further_places";

  /** What every ledger has. */
  static final List<Column> ALWAYS =
      List.of(
          Column.various(ID, Form.TEXT),
          Column.various(URL, Form.TEXT),
          Column.recurring(HOST, Form.TEXT),
          Column.various(FETCHED_AT, Form.TIME),
          Column.recurring(KEPT, Form.FLAG),
          Column.recurring(LANGUAGE, Form.TEXT),
          Column.various(CHARACTERS, Form.WHOLE),
          Column.various(BODY_BYTES, Form.WHOLE),
          Column.recurring(STEP, Form.TEXT),
          Column.recurring(RULE, Form.TEXT),
          Column.recurring(VALUE, Form.NUMBER),
          Column.recurring(FACT, Form.TEXT),
          Column.recurring(LIMIT, Form.TEXT),
          Column.various(MATCHED_ID, Form.TEXT),
          Column.various(MATCHED_URL, Form.TEXT),
          Column.recurring(MATCHED_EXPORT, Form.TEXT),
          Column.various(CLUSTER, Form.TEXT),
          Column.recurring(CLUSTER_SIZE, Form.WHOLE),
          Column.recurring(SHARD, Form.TEXT),
          Column.various(LINE, Form.WHOLE),
          Column.various(FURTHER_PLACES, Form.TEXT));

  private final List<Column> all = new ArrayList<>(ALWAYS);
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> texts = new HashMap<>();

  LedgerColumns(MeasuredNames names) {
    Set<String> taken = names.numbers();
    taken.forEach(name -> add(numbers, name, name, Form.NUMBER));
    names
        .texts()
        .forEach(
            name -> add(texts, name, taken.contains(name) ? name + " as text" : name, Form.TEXT));
  }

  private void add(Map<String, Integer> places, String name, String column, Form form) {
    places.put(name, all.size());
    all.add(Column.recurring(column, form));
  }

  List<Column> all() {
    return all;
  }

  /** Where a name's numbers are. */
  int number(String name) {
    return place(numbers, name);
  }

  /** Where a name's texts are. */
  int text(String name) {
    return place(texts, name);
  }

  private static int place(Map<String, Integer> places, String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("nobody said that '" + name + "' is measured");
    }
    return place;
  }

  /** Where a column that every ledger has is. */
  static int fixed(String name) {
    for (int i = 0; i < ALWAYS.size(); i++) {
      if (ALWAYS.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column '" + name + "'");
  }
}
