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
 * @param beginning the first characters of the main text before comparisons, at most {@value
 *     #BEGINNING}; for reports, not part of the ledger; empty if it must not be quoted
 * @param measurements every measurement, in the order of the steps
 * @param drop why it is no document; empty if it is one
 * @param place where it is, if it is a document; empty until that is known
 * @param cluster the captures that say the same; empty if it is the only one that says it
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
    Optional<Place> place,
    Optional<Cluster> cluster) {

  /** As many code points of a text are quoted. */
  public static final int BEGINNING = 300;

  /**
   * Why a capture is no document.
   *
   * @param step name of the step that dropped it
   * @param cause the first measurement that did not pass
   * @param match the page in whose favour it was dropped, if it lost to one; should a later
   *     comparison have dropped that one too, its own row says so
   */
  public record Drop(String step, Measurement cause, Optional<Match> match) {}

  /**
   * A page that another one lost to.
   *
   * @param id its document's id, or what that would have been
   * @param url its URL
   * @param export the earlier export that holds it; empty if it is of the same one
   */
  public record Match(String id, String url, String export) {

    /** The page that a candidate lost to. */
    public static Match of(Winner winner) {
      return new Match(winner.id(), winner.url(), winner.export());
    }
  }

  /**
   * Captures that say the same or nearly so.
   *
   * @param id the id of the document that stands for all of them, in this export or an earlier one;
   *     or, should nobody have been good enough, of the page that would have
   * @param size how many there are, that one included; earlier exports' other pages are not counted
   */
  public record Cluster(String id, int size) {}

  /**
   * Where a document is.
   *
   * @param shard name of the shard's file
   * @param line its number in the shard, from 0
   * @param further where it is besides, if it was written several times
   */
  public record Place(String shard, long line, List<Place> further) {

    public Place {
      further = List.copyOf(further);
    }

    /** The only place of a document. */
    public Place(String shard, long line) {
      this(shard, line, List.of());
    }

    /** The same as the first of several. */
    public Place with(List<Place> others) {
      return new Place(shard, line, others);
    }
  }

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

  /** The same, as one of a cluster. */
  public LedgerRow of(Cluster all) {
    return new LedgerRow(
        id,
        key,
        bodyBytes,
        characters,
        language,
        beginning,
        measurements,
        drop,
        place,
        Optional.of(all));
  }

  /** The same with what comparisons took out of its text, and the characters that are left. */
  public LedgerRow shortened(long left, List<Measurement> removed) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.addAll(removed);
    return new LedgerRow(id, key, bodyBytes, left, language, beginning, all, drop, place, cluster);
  }

  /** The same without a word of its text. */
  public LedgerRow unquoted() {
    return new LedgerRow(
        id, key, bodyBytes, characters, language, "", measurements, drop, place, cluster);
  }

  /**
   * The same, dropped by a comparison, whose measurement is added.
   *
   * @param to the page that it lost to; empty if it lost to none, since too little was left of it
   */
  public LedgerRow lost(String step, Measurement cause, Optional<Match> to) {
    List<Measurement> all = new ArrayList<>(measurements);
    all.add(cause);
    Drop why = new Drop(step, cause, to);
    return ended(all, Optional.of(why), Optional.empty());
  }

  /** The same, which a comparison has dropped, in favour of this page. */
  public LedgerRow lostTo(Match page) {
    Optional<Drop> why = drop.map(it -> new Drop(it.step(), it.cause(), Optional.of(page)));
    return ended(measurements, why, Optional.empty());
  }

  /** The same, in its shard. */
  public LedgerRow in(Place where) {
    return ended(measurements, Optional.empty(), Optional.of(where));
  }

  private LedgerRow ended(List<Measurement> measured, Optional<Drop> why, Optional<Place> where) {
    return new LedgerRow(
        id, key, bodyBytes, characters, language, beginning, measured, why, where, cluster);
  }
}
