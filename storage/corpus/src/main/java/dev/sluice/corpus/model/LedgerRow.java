package dev.sluice.corpus.model;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a capture, and all that was measured on the way: a row of the ledger.
 *
 * @param id the id of the document that it is, or would have been
 * @param key URL and time of fetch
 * @param bodyBytes length of the raw body
 * @param characters Unicode code points of the main text as the last step left it; 0 before there
 *     is one
 * @param language code of the main language; empty before it is told
 * @param beginning the first characters of the main text before comparisons, at most {@value #BEGINNING}; for reports,
 *     not part of the ledger; empty if it must not be quoted
 * @param measurements every measurement, in the order of the steps
 * @param drop why it is no document; empty if it is one
 * @param place where it is, if it is a document; empty until that is known
 */
public record LedgerRow(
    String id,
    CaptureKey key,
    long bodyBytes,
    long characters,
    String language,
    String beginning,
    List<Measurement> measurements,
    Optional<Drop> drop,
    Optional<Place> place) {

  /** As many code points of a text are quoted. */
  public static final int BEGINNING = 300;

  /**
   * Why a capture is no document.
   *
   * @param step name of the step that dropped it
   * @param cause the first measurement that did not pass
   * @param match the capture in whose favour it was dropped, if a comparison dropped it and not
   *     because too little was left of it; should a later comparison have dropped that one too, its
   *     own row says so
   */
  public record Drop(String step, Measurement cause, Optional<Match> match) {}

  /**
   * A capture that another one was compared with.
   *
   * @param id its document's id, or what that would have been
   * @param url its URL
   * @param group how many candidates it stands for, itself included
   */
  public record Match(String id, String url, int group) {}

  /**
   * Where a document is.
   *
   * @param shard name of the file
   * @param group how many candidates of equal text it stands for, itself included
   */
  public record Place(String shard, int group) {}

  public LedgerRow {
    measurements = List.copyOf(measurements);
  }

  /** The row of a page that has come so far; kept, unless something drops it. */
  public static LedgerRow of(Draft draft) {
    Capture capture = draft.page().capture();
    String text = draft.extracted().map(Extracted::text).orElse("");
    return new LedgerRow(
        Document.id(capture.key()),
        capture.key(),
        capture.bodyBytes(),
        text.codePointCount(0, text.length()),
        draft.language().map(LanguageLabel::code).orElse(""),
        beginning(text),
        draft.measurements(),
        Optional.empty(),
        Optional.empty());
  }

  private static String beginning(String text) {
    boolean isShort =
        text.length() <= BEGINNING || text.codePointCount(0, text.length()) <= BEGINNING;
    return isShort ? text : text.substring(0, text.offsetByCodePoints(0, BEGINNING));
  }

  /** Whether it is a document, as far as is known. */
  public boolean isKept() {
    return drop.isEmpty();
  }

  /** The same, dropped by a step that had measured all that the row has. */
  public LedgerRow dropped(String step, Measurement cause) {
    Drop why = new Drop(step, cause, Optional.empty());
    return ended(measurements, Optional.of(why), Optional.empty());
  }

  /** The same without a word of its text. */
  public LedgerRow unquoted() {
    return new LedgerRow(id, key, bodyBytes, characters, language, "", measurements, drop, place);
  }

  /** The same with what comparisons took out of its text, and the characters that are left. */
  public LedgerRow shortened(long left, List<Measurement> removed) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.addAll(removed);
    return new LedgerRow(id, key, bodyBytes, left, language, beginning, all, drop, place);
  }

  /** The same, dropped by a comparison in favour of nobody; its measurement is added. */
  public LedgerRow lost(String step, Measurement cause) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.add(cause);
    Drop why = new Drop(step, cause, Optional.empty());
    return ended(all, Optional.of(why), Optional.empty());
  }

  /** The same, dropped by a comparison, whose measurement is added. */
  public LedgerRow lost(String step, Measurement cause, Match to) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.add(cause);
    Drop why = new Drop(step, cause, Optional.of(to));
    return ended(all, Optional.of(why), Optional.empty());
  }

  /** The same, in its shard. */
  public LedgerRow in(Place where) {
    return ended(measurements, Optional.empty(), Optional.of(where));
  }

  private LedgerRow ended(List<Measurement> measured, Optional<Drop> why, Optional<Place> where) {
    return new LedgerRow(id, key, bodyBytes, characters, language, beginning, measured, why, where);
  }
}
