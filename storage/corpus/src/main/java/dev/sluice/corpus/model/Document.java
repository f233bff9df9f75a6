package dev.sluice.corpus.model;

import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of the corpus: its text, where it came from and what was measured on the way.
 *
 * @param id 32 hexadecimal digits made from URL and time of fetch: the same in every export
 * @param key URL and time of fetch
 * @param provenance how the page was found and answered
 * @param content text and stated facts
 * @param charset the encoding that the body was read in, by its WHATWG name
 * @param language its language, if the recipe asks for it
 * @param textHash XXH3-128 of the normalised text
 * @param measurements all that the rules measured, all passed
 * @param exactCopies how many candidates had the same normalised text, this one included; 1 if the
 *     recipe does not look for them
 * @param clusterSize how many candidates it stands for, itself included: equal ones, similar ones,
 *     and those that these stood for
 * @param change what it is beside the documents of an older snapshot, if the export goes on from
 *     one
 */
public record Document(
    String id,
    CaptureKey key,
    Provenance provenance,
    Extracted content,
    String charset,
    Optional<LanguageLabel> language,
    TextHash textHash,
    List<Measurement> measurements,
    int exactCopies,
    int clusterSize,
    Optional<PageChange> change) {

  private static final int ID_DIGITS = 32;

  /**
   * How a page was found and answered.
   *
   * @param seed name of the seed whose scope it belongs to
   * @param depth links followed from the seed
   * @param status HTTP status code
   * @param mediaType without parameters
   * @param bodyHash digest of the raw body, under which the store keeps it
   * @param truncated true if the crawl cut the body at its limit
   */
  public record Provenance(
      String seed,
      int depth,
      int status,
      String mediaType,
      ContentHash bodyHash,
      boolean truncated) {}

  public Document {
    measurements = List.copyOf(measurements);
  }

  /** A document of an export that goes on from no other. */
  public Document(
      String id,
      CaptureKey key,
      Provenance provenance,
      Extracted content,
      String charset,
      Optional<LanguageLabel> language,
      TextHash textHash,
      List<Measurement> measurements,
      int exactCopies,
      int clusterSize) {
    this(
        id,
        key,
        provenance,
        content,
        charset,
        language,
        textHash,
        measurements,
        exactCopies,
        clusterSize,
        Optional.empty());
  }

  /**
   * The id of a capture's document: the first 32 hexadecimal digits of the SHA-256 of URL, space
   * and time of fetch in ISO 8601.
   */
  public static String id(CaptureKey key) {
    String name = key.url() + " " + key.fetchedAt();
    return ContentHash.of(name.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
  }

  /** The first 64 bits of an id, for where many are held in memory. */
  public static long idPrefix(String id) {
    return Long.parseUnsignedLong(id.substring(0, Long.BYTES * 2), 16);
  }

  /** The text. */
  public String text() {
    return content.text();
  }

  /** The same, as one that stands for others. */
  public Document standingFor(int exact, int all) {
    return new Document(
        id,
        key,
        provenance,
        content,
        charset,
        language,
        textHash,
        measurements,
        exact,
        all,
        change);
  }

  /** The same, as it stands to the documents of an older snapshot. */
  public Document as(PageChange found) {
    return new Document(
        id,
        key,
        provenance,
        content,
        charset,
        language,
        textHash,
        measurements,
        exactCopies,
        clusterSize,
        Optional.of(found));
  }

  /** The same page with this left of its text. */
  public Document withText(String left, TextHash hash) {
    Extracted changed = new Extracted(left, content.stated(), content.notes());
    return new Document(
        id,
        key,
        provenance,
        changed,
        charset,
        language,
        hash,
        measurements,
        exactCopies,
        clusterSize,
        change);
  }

  /** The document with further measurements after those that it has. */
  public Document withMeasurements(List<Measurement> more) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.addAll(more);
    return new Document(
        id,
        key,
        provenance,
        content,
        charset,
        language,
        textHash,
        all,
        exactCopies,
        clusterSize,
        change);
  }
}
