package dev.sluice.corpus.model;

import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the choosing of documents knows of a candidate, a page that passed all page steps.
 *
 * @param capture number of the capture in the snapshot, in the order of keys, from 0
 * @param id the id of the document that it would be
 * @param url the URL as requested
 * @param fetchedAt end of the answer
 * @param textHash XXH3-128 of the normalised text
 * @param textBytes length of the text in UTF-8
 * @param characters length of the text in code points
 * @param language code of its language, see {@link LanguageLabel}; {@code und} if it cannot be told
 *     or the recipe does not ask for it
 * @param bodyHash digest of the raw body
 * @param canonical the address that the page names as its canonical one
 * @param seed name of the seed whose scope the URL belongs to
 * @param scores those measured values that the recipe ranks pages by, by their names
 */
public record Signature(
    long capture,
    String id,
    PageUrl url,
    Instant fetchedAt,
    TextHash textHash,
    int textBytes,
    int characters,
    String language,
    ContentHash bodyHash,
    Optional<PageUrl> canonical,
    String seed,
    Map<String, Double> scores) {

  public Signature {
    scores = Map.copyOf(scores);
  }

  /** The signature of a candidate made from the capture with that number. */
  public static Signature of(long capture, Cleaned.Candidate candidate) {
    Document document = candidate.document();
    CaptureKey key = document.key();
    String text = document.text();
    return new Signature(
        capture,
        document.id(),
        key.url(),
        key.fetchedAt(),
        document.textHash(),
        text.getBytes(StandardCharsets.UTF_8).length,
        text.codePointCount(0, text.length()),
        document.language().orElse(LanguageLabel.UNKNOWN).code(),
        document.provenance().bodyHash(),
        document.content().stated().canonical(),
        document.provenance().seed(),
        candidate.scores());
  }

  /** The same page, made from the capture with that number. */
  public Signature numbered(long number) {
    return new Signature(
        number,
        id,
        url,
        fetchedAt,
        textHash,
        textBytes,
        characters,
        language,
        bodyHash,
        canonical,
        seed,
        scores);
  }

  /** A value that the recipe ranks pages by; an error if it does not. */
  public double score(String name) {
    Double score = scores.get(name);
    if (score == null) {
      throw new IllegalStateException("'" + name + "' is not kept of candidates");
    }
    return score;
  }

  /** The same page with this left of its text. */
  public Signature with(Remainder left) {
    return new Signature(
        capture,
        id,
        url,
        fetchedAt,
        left.textHash(),
        left.textBytes(),
        (int) left.characters(),
        language,
        bodyHash,
        canonical,
        seed,
        scores);
  }
}
