package dev.sluice.pages.model;

/**
 * One thing that a page's owner asks of those who read it by machine, and where it was said.
 *
 * @param meaning what is asked
 * @param source where it stands: {@code header X-Robots-Tag}, {@code meta robots}, {@code
 *     robots.txt}, {@code tdmrep.json} and so on
 * @param text the words themselves, cut at 200 characters
 */
public record Directive(Meaning meaning, String source, String text) {

  private static final int MAX_TEXT = 200;

  public Directive {
    text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  /** What can be asked. Stored by ordinal: new ones go to the end. */
  public enum Meaning {
    /** Not to be shown by a search engine ({@code noindex}, {@code none}). */
    NOINDEX,
    /** Its links are not to be followed ({@code nofollow}, {@code none}). */
    NOFOLLOW,
    /** No copy of it is to be shown ({@code noarchive}, {@code nocache}). */
    NOARCHIVE,
    /**
     * Not to be used to train AI ({@code Content-Usage: train-ai=n}, Content-Signal ai-train=no).
     */
    TRAINING_REFUSED,
    /** May be used to train AI ({@code train-ai=y}, {@code ai-train=yes}). */
    TRAINING_GRANTED,
    /** The rights to text and data mining are reserved (TDM Reservation Protocol). */
    TDM_RESERVED,
    /** Not to be used for AI at all ({@code noai}). */
    NO_AI,
    /** Its images are not to be used for AI ({@code noimageai}). */
    NO_IMAGE_AI,
    /** Its robots.txt shuts out crawlers that are known to gather training data for AI. */
    AI_CRAWLERS_DISALLOWED
  }
}
