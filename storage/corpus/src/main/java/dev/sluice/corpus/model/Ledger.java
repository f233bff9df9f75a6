package dev.sluice.corpus.model;

import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /**
   * Captures that say the same or nearly so.
   *
   * @param id the id of the document that stands for them, which may be of an earlier export
   * @param size how many there are, that document included
   * @param members some of their rows, with the fields that every ledger has: the document first,
   *     if it is of this export, then the others in their order
   */
  record Cluster(String id, long size, List<Map<String, Object>> members) {

    public Cluster {
      members = List.copyOf(members);
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

  /**
   * The largest clusters, equals in the order of their ids.
   *
   * @param most at most so many
   * @param members at most so many rows of each
   */
  List<Cluster> largestClusters(int most, int members);

  /**
   * Some clusters, in the order of their ids; those that are not there are left out.
   *
   * @param ids their ids, as the field {@code cluster} has them
   * @param members at most so many rows of each
   */
  List<Cluster> clusters(Set<String> ids, int members);

  @Override
  void close();
}
