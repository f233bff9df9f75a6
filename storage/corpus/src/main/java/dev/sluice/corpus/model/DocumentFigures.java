package dev.sluice.corpus.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * What some documents say of themselves, counted.
 *
 * @param documents how many there are
 * @param characters Unicode code points of their texts
 * @param languages documents by the code of their language; {@code und} if it was not told
 * @param seeds documents by seed
 * @param licences documents by the licence that they state; those that state none are in none
 * @param scrubbed how often which kind of personal data was replaced in their texts
 * @param firstFetch when the first of them was fetched
 * @param lastFetch when the last of them was fetched
 */
public record DocumentFigures(
    long documents,
    long characters,
    Map<String, Long> languages,
    Map<String, Long> seeds,
    Map<String, Long> licences,
    Map<String, Long> scrubbed,
    Optional<Instant> firstFetch,
    Optional<Instant> lastFetch) {

  /** Of no documents. */
  public static final DocumentFigures NONE =
      new DocumentFigures(
          0, 0, Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public DocumentFigures {
    languages = Collections.unmodifiableMap(new TreeMap<>(languages));
    seeds = Collections.unmodifiableMap(new TreeMap<>(seeds));
    licences = Collections.unmodifiableMap(new TreeMap<>(licences));
    scrubbed = Collections.unmodifiableMap(new TreeMap<>(scrubbed));
  }

  /** Those of both. */
  public DocumentFigures plus(DocumentFigures other) {
    return new DocumentFigures(
        documents + other.documents,
        characters + other.characters,
        sum(languages, other.languages),
        sum(seeds, other.seeds),
        sum(licences, other.licences),
        sum(scrubbed, other.scrubbed),
        either(firstFetch, other.firstFetch, (a, b) -> a.isBefore(b) ? a : b),
        either(lastFetch, other.lastFetch, (a, b) -> a.isAfter(b) ? a : b));
  }

  private static Map<String, Long> sum(Map<String, Long> counts, Map<String, Long> others) {
    Map<String, Long> sum = new TreeMap<>(counts);
    others.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return sum;
  }

  private static Optional<Instant> either(
      Optional<Instant> one, Optional<Instant> other, BinaryOperator<Instant> choice) {
    return Stream.concat(one.stream(), other.stream()).reduce(choice);
  }
}
