package dev.sluice.corpus.model;

import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.Map;

/**
 * The ledger of an export, open to be asked: a row for each capture, with what became of it and all
 * that was measured. For one thread.
 */
public interface Ledger extends AutoCloseable {

  /** How many rows of one kind there are. */
  record Group(List<String> key, long captures, long documents, long characters) {

    public Group {
      key = List.copyOf(key);
    }

    /** Those of the captures that are no documents. */
    public long dropped() {
      return captures - documents;
    }
  }

  /** The names of all fields: those that every ledger has first, then what rules measured. */
  List<String> fields();

  /** The number of rows. */
  long size();

  /**
   * Counts rows by the values of some fields.
   *
   * @param by names of at most three fields; none counts all rows together
   * @param where what the rows must be, all of it
   * @return the largest groups first, equals in the order of their keys; an empty text in a key
   *     stands for no value
   * @throws SettingsException if a field, or a value of one that few values make up, is not there
   */
  List<Group> count(List<String> by, List<LedgerCondition> where);

  /**
   * Rows in their order, each as its fields that have a value: texts, numbers, flags, instants.
   *
   * @param where what the rows must be, all of it
   * @param limit at most so many
   * @throws SettingsException as {@link #count} does
   */
  List<Map<String, Object>> rows(List<LedgerCondition> where, int limit);

  /** The rows of a URL, the oldest capture first; none if the export had no capture of it. */
  List<Map<String, Object>> find(PageUrl url);

  @Override
  void close();
}
