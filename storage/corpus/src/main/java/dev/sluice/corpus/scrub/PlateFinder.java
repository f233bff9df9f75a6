package dev.sluice.corpus.scrub;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds Chinese licence plates (GA 36-2018): the sign of a province, a letter, and five letters and
 * digits, of which at most two are letters; six for cars of new energy, with D or F first or last.
 * Between letter and number may stand a point, a hyphen or a space.
 */
final class PlateFinder implements Finder {

  private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
  private static final String SERVICES = "挂学警港澳";
  private static final int SHORT = 5;
  private static final int LONG = 6;
  private static final int MOST_LETTERS = 2;

  @Override
  public void find(Folded text, Consumer<Span> found) {
    for (int i = 0; i < text.length(); i++) {
      if (text.at(i) >= '\u4e00' && PROVINCES.indexOf(text.at(i)) >= 0 && !isCity(text, i)) {
        int end = endOfPlate(text, i + 1);
        if (end > 0) {
          found.accept(new Span(PersonalData.LICENCE_PLATE, i, end, value(text, i, end)));
          i = end - 1;
        }
      }
    }
  }

  private static String value(Folded text, int start, int end) {
    return text.text(start, end).replaceAll("[·•. -]", "").toUpperCase(Locale.ROOT);
  }

  /** Beijing, Nanjing, Tokyo; "newest" and "brand new". */
  private static boolean isCity(Folded text, int at) {
    return text.at(at) == '京' && text.anyOf(at - 1, "北南东")
        || text.at(at) == '新' && text.anyOf(at - 1, "最全更");
  }

  private static int endOfPlate(Folded text, int at) {
    char office = text.at(at);
    if (office < 'A' || office > 'Z' || office == 'I') {
      return -1;
    }
    int start = text.anyOf(at + 1, "·•. -") ? at + 2 : at + 1;
    int end = start;
    while (end < start + LONG && isSign(text.at(end))) {
      end++;
    }
    if (end == start + SHORT - 1 && text.anyOf(end, SERVICES)) {
      end++;
    }
    boolean fits =
        end == start + SHORT && letters(text, start, end) <= MOST_LETTERS
            || end == start + LONG && isNewEnergy(text, start, end);
    return fits && !text.alphanumeric(end) ? end : -1;
  }

  private static boolean isSign(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' && c != 'I' && c != 'O';
  }

  private static int letters(Folded text, int start, int end) {
    int letters = 0;
    for (int i = start; i < end; i++) {
      letters += text.letter(i) ? 1 : 0;
    }
    return letters;
  }

  private static boolean isNewEnergy(Folded text, int start, int end) {
    boolean small = text.anyOf(start, "DFABCEGHJK") && letters(text, start, end) <= MOST_LETTERS;
    boolean large = text.anyOf(end - 1, "DFABCEGHJK") && letters(text, start, end) == 1;
    return small && text.endOfDigits(start + 2) == end || large;
  }
}
