package dev.sluice.engine.parse;

import java.util.HashMap;
import java.util.Map;

/**
 * A dictionary as structured header fields write it, RFC 9651 §4.2.2. Only values that are tokens
 * are kept, since nothing else is asked for; but all must be well formed, or nothing counts.
 */
final class StructuredDictionary {

  /** Not written in any dictionary: the value of a key whose value is no token. */
  private static final String NO_TOKEN = "";

  private final String text;
  private int at;

  private StructuredDictionary(String text) {
    this.text = text;
  }

  /** Says that a dictionary is malformed; never leaves this class. */
  private static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedException() {
      super(null, null, false, false);
    }
  }

  /** The tokens by their keys, the last of each key; empty if the dictionary is malformed. */
  static Map<String, String> tokens(String dictionary) {
    try {
      return new StructuredDictionary(dictionary).parse();
    } catch (MalformedException nothingCounts) {
      return Map.of();
    }
  }

  private Map<String, String> parse() {
    Map<String, String> tokens = new HashMap<>();
    skip(" ");
    while (at < text.length()) {
      String key = key();
      tokens.put(key, accept('=') ? memberValue() : NO_TOKEN); // a key alone is true
      parameters();
      skip(" \t");
      if (at < text.length()) {
        expect(',');
        skip(" \t");
        expect(at < text.length()); // no comma at the end
      }
    }
    return tokens;
  }

  private String memberValue() {
    if (peek() != '(') {
      return bareItem();
    }
    at++;
    while (true) {
      skip(" ");
      if (accept(')')) {
        return NO_TOKEN;
      }
      bareItem();
      parameters();
      expect(peek() == ' ' || peek() == ')');
    }
  }

  private void parameters() {
    while (accept(';')) {
      skip(" ");
      key();
      if (accept('=')) {
        bareItem();
      }
    }
  }

  private String key() {
    int start = at;
    expect(isLowerCase(peek()) || peek() == '*');
    while (isLowerCase(peek()) || isDigit(peek()) || isOneOf(peek(), "_-.*")) {
      at++;
    }
    return text.substring(start, at);
  }

  private String bareItem() {
    char first = peek();
    if (isLetter(first) || first == '*') {
      return token();
    }
    switch (first) {
      case '"' -> string();
      case ':' -> bytes();
      case '?' -> flag();
      case '@' -> {
        at++;
        number(false);
      }
      case '%' -> {
        at++;
        string();
      }
      default -> number(true);
    }
    return NO_TOKEN;
  }

  private String token() {
    int start = at;
    while (isLetter(peek()) || isDigit(peek()) || isOneOf(peek(), "!#$%&'*+-.^_`|~:/")) {
      at++;
    }
    return text.substring(start, at);
  }

  private void string() {
    expect('"');
    while (!accept('"')) {
      char c = next();
      expect(c >= ' ' && c <= '~');
      expect(c != '\\' || isOneOf(next(), "\"\\"));
    }
  }

  private void bytes() {
    expect(':');
    while (!accept(':')) {
      char c = next();
      expect(isLetter(c) || isDigit(c) || isOneOf(c, "+/="));
    }
  }

  private void flag() {
    expect('?');
    expect(isOneOf(next(), "01"));
  }

  private void number(boolean mayHaveFraction) {
    accept('-');
    int whole = digits();
    expect(whole >= 1 && whole <= 15);
    if (mayHaveFraction && accept('.')) {
      int fraction = digits();
      expect(whole <= 12 && fraction >= 1 && fraction <= 3);
    }
  }

  private int digits() {
    int start = at;
    while (isDigit(peek())) {
      at++;
    }
    return at - start;
  }

  /** The next character; NUL, which no dictionary may hold, at the end. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() {
    expect(at < text.length());
    return text.charAt(at++);
  }

  private boolean accept(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    expect(accept(c));
  }

  private void expect(boolean wellFormed) {
    if (!wellFormed) {
      throw new MalformedException();
    }
  }

  private void skip(String characters) {
    while (isOneOf(peek(), characters)) {
      at++;
    }
  }

  private static boolean isOneOf(char c, String characters) {
    return characters.indexOf(c) >= 0;
  }

  private static boolean isLowerCase(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isLetter(char c) {
    return isLowerCase(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
