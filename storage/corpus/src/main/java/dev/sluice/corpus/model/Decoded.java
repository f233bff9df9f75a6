package dev.sluice.corpus.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A body as characters, and how it was decided which ones they are.
 *
 * @param text the characters; what could not be decoded is U+FFFD
 * @param charset the encoding used, by its WHATWG name, such as {@code UTF-8} or {@code gb18030}
 * @param evidence what decided
 * @param replaced U+FFFD characters that decoding put in
 * @param findings all that was asked, in order, and what became of it; the evidence that decided is
 *     among them
 */
public record Decoded(
    String text, String charset, Evidence evidence, int replaced, List<Finding> findings) {

  /** What decided the encoding of a body. */
  public enum Evidence {
    /** A byte order mark. */
    BYTE_ORDER_MARK,
    /** The charset parameter of the Content-Type header. */
    HTTP_HEADER,
    /** A meta element or XML declaration in the first bytes. */
    DOCUMENT,
    /** What most other pages of the site are in. */
    SITE_HABIT,
    /** The bytes are valid UTF-8. */
    VALID_UTF8,
    /** The bytes themselves: zero bytes, escape sequences, or the likelihood of the text. */
    DETECTOR,
    /** Nothing: the bytes are ASCII, and read alike in almost every encoding. */
    DEFAULT;

    /** As people read it, such as {@code http-header}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What became of a piece of evidence. */
  public enum Verdict {
    /** It decided. */
    FOLLOWED,
    /** It would have read the bytes in the same way. */
    AGREED,
    /** Something stronger spoke against it. */
    OVERRULED,
    /** It names no encoding of the web. */
    UNKNOWN
  }

  /**
   * A piece of evidence.
   *
   * @param evidence where it was found
   * @param said what it said, such as the label {@code gb2312}; for the bytes, what was seen in
   *     them
   * @param verdict what became of it
   */
  public record Finding(Evidence evidence, String said, Verdict verdict) {

    @Override
    public String toString() {
      String outcome =
          switch (verdict) {
            case FOLLOWED -> "";
            case AGREED -> " (agrees)";
            case OVERRULED -> " (overruled)";
            case UNKNOWN -> " (unknown)";
          };
      return evidence.words() + ": " + said + outcome;
    }
  }

  public Decoded {
    findings = List.copyOf(findings);
  }

  /** Characters of which it is not told how their encoding was decided. */
  public Decoded(String text, String charset, Evidence evidence, int replaced) {
    this(text, charset, evidence, replaced, List.of());
  }

  /** U+FFFD characters that decoding put in, divided by all characters; 0 to 1. */
  public double replacedShare() {
    return text.isEmpty() ? 0 : (double) replaced / text.length();
  }

  /** Whether something that the page or its server says was not believed. */
  public boolean overruled() {
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.OVERRULED);
  }

  /** How the encoding was decided, in a line, the evidence that decided first. */
  public String account() {
    return findings.stream()
        .sorted((one, other) -> one.verdict().compareTo(other.verdict()))
        .map(Finding::toString)
        .collect(Collectors.joining("; "));
  }
}
