package dev.sluice.pages.warc;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a crawl knows of a capture that HTTP does not tell: the fields of its {@code metadata}
 * record. The first three are Heritrix' names; values are percent-encoded where they must be.
 *
 * <pre>
 * fetchTimeMs          latency
 * via                  the page whose link led here first
 * hopsFromSeed         an L for each link between seed and page
 * sluice-seed          name of the seed
 * sluice-tag           NAME=VALUE, for each tag
 * sluice-directive     MEANING;SOURCE;WORDS, for each directive
 * sluice-change        how it stands to the capture before it
 * sluice-unverified    true, if the certificate was not verified
 * sluice-url           the URL, if WARC-Target-URI is not letter for letter the same
 * sluice-added-field   Content-Length, if the server did not send it
 * sluice-http-field    NAME:VALUE for each field of the header, if the record cannot have them as they came
 * sluice-body-bytes    the length of the body that a revisit does not repeat
 * </pre>
 */
public final class CaptureFields {

  private static final String LATENCY = "fetchTimeMs";
  private static final String VIA = "via";
  private static final String HOPS = "hopsFromSeed";
  private static final String SEED = "sluice-seed";
  private static final String TAG = "sluice-tag";
  private static final String DIRECTIVE = "sluice-directive";
  private static final String CHANGE = "sluice-change";
  private static final String UNVERIFIED = "sluice-unverified";
  private static final String URL = "sluice-url";
  private static final String ADDED = "sluice-added-field";
  private static final String HTTP_FIELD = "sluice-http-field";
  private static final String BODY_BYTES = "sluice-body-bytes";

  /** More links than this from a seed are not counted out. */
  private static final int MOST_HOPS = 10_000;

  private final Map<String, List<String>> fields;

  private CaptureFields(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /** The fields of a record; the case of names does not matter. */
  public static CaptureFields read(Map<String, List<String>> fields) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(fields);
    return new CaptureFields(all);
  }

  /** No fields. */
  static CaptureFields none() {
    return new CaptureFields(Map.of());
  }

  /** The fields of a capture, in the order above. */
  static Map<String, List<String>> of(Capture capture, boolean isRevisit) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    put(fields, LATENCY, Long.toString(capture.latency().toMillis()));
    capture.foundOn().ifPresent(page -> put(fields, VIA, Escapes.value(page.toString(), "")));
    put(fields, HOPS, "L".repeat(Math.min(MOST_HOPS, Math.max(0, capture.depth()))));
    put(fields, SEED, Escapes.value(capture.seed(), ""));
    capture.tags().forEach((name, value) -> put(fields, TAG, pair(name, '=', value)));
    for (Directive asked : capture.directives()) {
      String where = pair(asked.meaning().name(), ';', asked.source());
      put(fields, DIRECTIVE, where + ";" + Escapes.value(asked.text(), ";"));
    }
    put(fields, CHANGE, capture.change().name());
    put(fields, UNVERIFIED, capture.unverified() ? "true" : "");
    String url = capture.url().toString();
    put(fields, URL, url.equals(Records.target(capture.url())) ? "" : Escapes.value(url, ""));
    put(fields, ADDED, HttpHead.addsLength(capture) ? "Content-Length" : "");
    if (!HttpHead.isFaithful(capture)) {
      capture
          .headers()
          .fields()
          .forEach(field -> put(fields, HTTP_FIELD, pair(field.name(), ':', field.value())));
    }
    put(fields, BODY_BYTES, isRevisit ? Integer.toString(capture.bodyBytes()) : "");
    return fields;
  }

  private static String pair(String name, char separator, String value) {
    String separators = String.valueOf(separator);
    return Escapes.value(name, separators) + separator + Escapes.value(value, separators);
  }

  private static void put(Map<String, List<String>> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
  }

  private Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  private List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Whether they are of a capture of Sluice, which says more than other crawlers do. */
  public boolean isOurs() {
    return first(CHANGE).isPresent();
  }

  /** A capture of which the record before has told what HTTP tells, with the rest. */
  public Capture complete(Capture told) {
    return new Capture(
        new CaptureKey(url().orElse(told.url()), told.key().fetchedAt()),
        told.status(),
        headers().orElseGet(() -> dropsLength() ? withoutLength(told.headers()) : told.headers()),
        told.bodyHash(),
        told.bodyBytes(),
        told.truncated(),
        told.address(),
        latency(),
        unverified(),
        change(),
        directives(),
        provenance());
  }

  private static Headers withoutLength(Headers headers) {
    List<Headers.Field> fields = new ArrayList<>(headers.fields());
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).name().equalsIgnoreCase("Content-Length")) {
        fields.remove(i);
        break;
      }
    }
    return new Headers(fields);
  }

  Duration latency() {
    return first(LATENCY)
        .flatMap(CaptureFields::number)
        .map(Duration::ofMillis)
        .orElse(Duration.ZERO);
  }

  private static Optional<Long> number(String digits) {
    return digits.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }

  Provenance provenance() {
    Map<String, String> tags = new TreeMap<>();
    for (String tag : all(TAG)) {
      String[] parts = tag.split("=", 2);
      tags.put(Escapes.text(parts[0]), parts.length < 2 ? "" : Escapes.text(parts[1]));
    }
    return new Provenance(
        first(HOPS).map(String::length).orElse(0),
        first(SEED).map(Escapes::text).orElse(""),
        tags,
        first(VIA).map(Escapes::text).flatMap(PageUrl::tryParse));
  }

  /** The directives; what this version does not know is left out. */
  List<Directive> directives() {
    List<Directive> directives = new ArrayList<>();
    for (String asked : all(DIRECTIVE)) {
      String[] parts = asked.split(";", 3);
      if (parts.length == 3) {
        constant(Directive.Meaning.values(), parts[0])
            .map(it -> new Directive(it, Escapes.text(parts[1]), Escapes.text(parts[2])))
            .ifPresent(directives::add);
      }
    }
    return directives;
  }

  Change change() {
    return first(CHANGE).flatMap(name -> constant(Change.values(), name)).orElse(Change.FIRST);
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, String name) {
    for (E one : all) {
      if (one.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  boolean unverified() {
    return first(UNVERIFIED).isPresent();
  }

  /** The URL, if the record's own is not letter for letter the same. */
  public Optional<PageUrl> url() {
    return first(URL).map(Escapes::text).flatMap(PageUrl::tryParse);
  }

  /** Whether the last {@code Content-Length} of the header was not sent. */
  boolean dropsLength() {
    return first(ADDED).isPresent();
  }

  /** The header's fields, if the record could not have them as they came. */
  Optional<Headers> headers() {
    List<Headers.Field> sent = new ArrayList<>();
    for (String field : all(HTTP_FIELD)) {
      String[] parts = field.split(":", 2);
      sent.add(
          new Headers.Field(
              Escapes.text(parts[0]), parts.length < 2 ? "" : Escapes.text(parts[1])));
    }
    return sent.isEmpty() ? Optional.empty() : Optional.of(new Headers(sent));
  }

  Optional<Integer> bodyBytes() {
    return first(BODY_BYTES)
        .flatMap(CaptureFields::number)
        .filter(number -> number <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }
}
