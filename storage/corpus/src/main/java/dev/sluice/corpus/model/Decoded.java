package dev.sluice.corpus.model;

/**
 * A body as characters, and how it was decided which ones they are.
 *
 * @param text the characters; what could not be decoded is U+FFFD
 * @param charset the encoding used, by its WHATWG name, such as {@code UTF-8} or {@code gb18030}
 * @param evidence what decided
 * @param replacedShare U+FFFD characters that decoding put in, divided by all characters; 0 to 1
 */
public record Decoded(String text, String charset, Evidence evidence, double replacedShare) {

  /** What decided the encoding of a body. */
  public enum Evidence {
    /** A byte order mark. */
    BYTE_ORDER_MARK,
    /** The charset parameter of the Content-Type header. */
    HTTP_HEADER,
    /** A meta element or XML declaration in the first bytes. */
    DOCUMENT,
    /** The bytes are valid UTF-8. */
    VALID_UTF8,
    /** A statistical detector. */
    DETECTOR,
    /** Nothing: windows-1252, as browsers do. */
    DEFAULT
  }
}
