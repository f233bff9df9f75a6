package dev.sluice.corpus.extract;

import java.util.regex.Pattern;

/** White space as it is shown: runs are one space. */
final class Whitespace {

  private static final Pattern RUN = Pattern.compile("[\\s\\u00A0\\u3000]+");

  private Whitespace() {}

  /** The text with each run of white space one space, and none at the ends. */
  static String collapsed(String text) {
    return RUN.matcher(text).replaceAll(" ").strip();
  }
}
