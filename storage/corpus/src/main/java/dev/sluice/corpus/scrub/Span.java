package dev.sluice.corpus.scrub;

/**
 * A place in a text that holds personal data.
 *
 * @param kind what it is
 * @param start index of its first UTF-16 unit
 * @param end index behind its last
 * @param value what it says, in a form that does not depend on how it is written: a telephone
 *     number without separators, an address in small letters
 */
public record Span(PersonalData kind, int start, int end, String value) {

  /** Tells nothing of the value, so that no log can. */
  @Override
  public String toString() {
    return kind.word() + " at " + start + ".." + end;
  }
}
