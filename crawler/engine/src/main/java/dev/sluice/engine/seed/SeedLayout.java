package dev.sluice.engine.seed;

import java.util.Map;

/**
 * The text of a seed file, in which one seed after the other can be changed. Seeds are known by
 * their place among those of the file. Each method gives the whole text as it is then.
 *
 * @see SeedFileEdit
 */
interface SeedLayout {

  /** Sets a field, such as {@code delay} or {@code tags.topic}. */
  String set(int seed, String field, String value);

  /** Takes a field out, if it is there. */
  String unset(int seed, String field);

  /** Takes a seed out. */
  String remove(int seed);

  /** Puts a seed behind all others. */
  String add(Map<String, String> fields);
}
