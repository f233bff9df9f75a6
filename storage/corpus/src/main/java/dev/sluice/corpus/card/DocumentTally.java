package dev.sluice.corpus.card;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.DocumentFigures;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what documents say of themselves, while they are written. Memory: a number for each
 * language, seed and licence, of the last at most {@value #MOST_LICENCES}. For one thread.
 */
public final class DocumentTally {

  /** As many licences are told apart; those that come later are {@value #OTHERS}. */
  private static final int MOST_LICENCES = 1_000;

  private static final String OTHERS = "others";
  private static final String SCRUB = "scrub/";
  private static final String ALL_SCRUBBED = "scrub/found";

  private final Map<String, Long> languages = new TreeMap<>();
  private final Map<String, Long> seeds = new TreeMap<>();
  private final Map<String, Long> licences = new TreeMap<>();
  private final Map<String, Long> scrubbed = new TreeMap<>();
  private long documents;
  private long characters;
  private @Nullable Instant first;
  private @Nullable Instant last;

  /** Counts a document. */
  public void add(Document document) {
    documents++;
    characters += document.text().codePointCount(0, document.text().length());
    languages.merge(document.language().map(LanguageLabel::code).orElse("und"), 1L, Long::sum);
    seeds.merge(document.provenance().seed(), 1L, Long::sum);
    document.content().stated().licence().map(Licences::name).ifPresent(this::addLicence);
    document.measurements().forEach(this::add);
    extend(document.key().fetchedAt());
  }

  private void addLicence(String name) {
    boolean isTold = licences.containsKey(name) || licences.size() < MOST_LICENCES;
    licences.merge(isTold ? name : OTHERS, 1L, Long::sum);
  }

  private void add(Measurement measurement) {
    boolean isKind =
        measurement.rule().startsWith(SCRUB) && !measurement.rule().equals(ALL_SCRUBBED);
    if (isKind && measurement.measured() instanceof Measured.Quantity quantity) {
      scrubbed.merge(
          measurement.rule().substring(SCRUB.length()), (long) quantity.number(), Long::sum);
    }
  }

  private void extend(Instant at) {
    first = first == null || at.isBefore(first) ? at : first;
    last = last == null || at.isAfter(last) ? at : last;
  }

  /** What was counted by now. */
  public DocumentFigures figures() {
    return new DocumentFigures(
        documents,
        characters,
        languages,
        seeds,
        licences,
        scrubbed,
        Optional.ofNullable(first),
        Optional.ofNullable(last));
  }
}
