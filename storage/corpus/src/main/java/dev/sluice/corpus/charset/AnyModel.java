package dev.sluice.corpus.charset;

/**
 * Any language, for encodings that can write all of them: what counts is that the bytes make
 * characters at all.
 */
final class AnyModel implements LanguageModel {

  private static final int CHARACTER = 6 * NAT;

  @Override
  public int cost(Characters text) {
    int cost = 0;
    for (int i = 0; i < text.length(); i++) {
      cost += cost(text.at(i));
    }
    return cost;
  }

  private static int cost(char c) {
    if (c < 0x80) {
      return c <= ' ' ? 6 : ASCII;
    }
    boolean bad = c < 0xA0 || c >= '\uE000' && c <= '\uF8FF' || c == '\uFFFD';
    return bad ? BAD : CHARACTER;
  }

  @Override
  public boolean latin() {
    return true;
  }
}
