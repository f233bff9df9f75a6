package dev.sluice.corpus.charset;

/** A language that is written with thousands of signs: what each of them costs. */
final class SignModel implements LanguageModel {

  private static final String PUNCTUATION = "、。，．・：；？！「」『』（）《》〈〉【】“”‘’—…·～\u3000";

  private final byte[] costs = new byte[0x10000];

  SignModel() {
    for (int c = 0; c < costs.length; c++) {
      costs[c] = (byte) estimate((char) c);
    }
  }

  /** What a sign costs of which nothing was counted. */
  private static int estimate(char c) {
    if (c == ' ' || c < ' ') {
      return 6;
    }
    if (c < 0x80) {
      return ASCII;
    }
    if (PUNCTUATION.indexOf(c) >= 0) {
      return 5 * NAT;
    }
    if (c >= '\uFF01' && c <= '\uFF5E' || c >= '\u3001' && c <= '\u303F') {
      return 8 * NAT;
    }
    if (c >= '\uFF61' && c <= '\uFF9F') {
      return 9 * NAT;
    }
    if (c < 0xA0 || c >= '\uE000' && c <= '\uF8FF' || c == '\uFFFD') {
      return BAD;
    }
    return Character.isSurrogate(c) ? 7 * NAT : 12 * NAT;
  }

  /** Sets what signs cost. */
  SignModel with(String signs, int cost) {
    signs.chars().forEach(sign -> costs[sign] = (byte) cost);
    return this;
  }

  @Override
  public int cost(Characters text) {
    int cost = 0;
    for (int i = 0; i < text.length(); i++) {
      cost += costs[text.at(i)];
    }
    return cost;
  }

  @Override
  public boolean latin() {
    return false;
  }
}
