package dev.sluice.corpus.mix;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a mix may ask of a document.
 *
 * @param id 32 hexadecimal digits
 * @param language code; {@code und} if it cannot be told
 * @param host of its URL
 * @param site registered domain of its URL
 * @param seed name of the seed whose page it is
 * @param tags what the seed's owner noted
 * @param fetchedAt when it was fetched
 * @param characters code points of its text
 * @param bytes of its text in UTF-8
 * @param clusterSize how many captures it stands for, itself included
 * @param measured measured numbers by their names
 */
public record Facts(
    String id,
    String language,
    String host,
    String site,
    String seed,
    Map<String, String> tags,
    Instant fetchedAt,
    int characters,
    int bytes,
    int clusterSize,
    Map<String, Double> measured) {

  /** Month of the fetch, in UTC. */
  YearMonth month() {
    return YearMonth.from(fetchedAt.atOffset(ZoneOffset.UTC));
  }

  /** A number by the name that mixes have for it; empty if it was not measured of this one. */
  OptionalDouble number(String name) {
    return switch (name) {
      case "characters" -> OptionalDouble.of(characters);
      case "cluster_size" -> OptionalDouble.of(clusterSize);
      case "date" -> OptionalDouble.of(fetchedAt.getEpochSecond());
      default -> {
        Double value = measured.get(name);
        yield value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
      }
    };
  }
}
