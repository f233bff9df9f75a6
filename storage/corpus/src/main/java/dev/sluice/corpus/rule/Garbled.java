package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Set;

/**
 * The step {@code mojibake}: texts in which an encoding went wrong, and which could not be repaired
 * when they were extracted ({@link dev.sluice.corpus.text.Mojibake}). Each rule is a share of all
 * code points.
 *
 * <ul>
 *   <li>{@code replaced}: U+FFFD, which stands for bytes that could not be read.
 *   <li>{@code private-use}: characters without a public meaning: of icon fonts, and of encodings
 *       with characters of their own.
 *   <li>{@code controls}: C1 controls, U+0080 to U+009F: windows-1252 that was read as ISO 8859-1.
 *       Texts as Sluice extracts them have none left.
 *   <li>{@code gbk-marks}: what lost bytes look like in GBK: U+FFFD in UTF-8 read as GBK (锟斤拷),
 *       memory that a debugger filled (烫烫烫, 屯屯屯), a byte order mark (锘).
 *   <li>{@code latin-runs}: UTF-8 read as windows-1252: a lead byte of UTF-8 as that shows it (Â to
 *       ô) with a sign behind it that is no letter in any language, such as {@code Ã©}, {@code â€}.
 * </ul>
 *
 * <p>The families are those by which MNBVC tells wrong decodings, which it gives up from a share of
 * 0.1 on, in its example from 0.05 on; c4-dataset-script drops each line with U+FFFD or a private
 * character. The defaults here are ours: a page where one character of a hundred is broken is
 * hardly worth having, and fewer may be a page that speaks of them.
 */
public final class Garbled implements PageStep {

  private static final String NAME = "mojibake";
  private static final List<String> KINDS =
      List.of("replaced", "private-use", "controls", "gbk-marks", "latin-runs");

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Drops texts that were read in a wrong encoding and cannot be repaired.",
          List.of(
              Parameter.decimal("max_replaced", 0.005, 1, "largest share of U+FFFD"),
              Parameter.decimal("max_private_use", 0.01, 1, "largest share of private characters"),
              Parameter.decimal("max_controls", 0.005, 1, "largest share of C1 controls"),
              Parameter.decimal("max_gbk_marks", 0.01, 1, "largest share of 锟斤拷 and the like"),
              Parameter.decimal("max_latin_runs", 0.01, 1, "largest share of Ã© and the like")),
          KINDS.stream().map(kind -> NAME + "/" + kind).toList(),
          Set.of(StepKind.Part.TEXT),
          Set.of(),
          (parameters, functions) -> new Garbled(parameters));

  private static final char FIRST_LEAD = '\u00c2';
  private static final char LAST_LEAD = '\u00f4';

  /** What bytes 80 to BF are in windows-1252, without those that are letters. */
  private static final String SIGNS = "€‚„…†‡ˆ‰‹‘’“”•–—˜™›\u00a0¡¢£¤¥¦§¨©«¬\u00ad®¯°±²³´¶·¸¹»¼½¾¿";

  /** Signs that stand behind an honest letter as well: in French, "À»" or "né…". */
  private static final String HONEST = "…‘’“”–—»›\u00a0¡¿·´®™²³¹";

  /** The lowest six bits of the characters of marks, a bit each: few others have the same. */
  private static final long MARK_BITS =
      1L << '锟' | 1L << '斤' | 1L << '拷' | 1L << '锘' | 1L << '烫' | 1L << '屯';

  private final Parameters limits;

  private Garbled(Parameters parameters) {
    this.limits = parameters;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    int[] found = count(text);
    int all = text.codePointCount(0, text.length());
    return StepOutcome.judge(
        draft,
        KINDS.stream()
            .map(kind -> judge(kind, Share.of(found[KINDS.indexOf(kind)], all)))
            .toList());
  }

  private Measurement judge(String kind, double share) {
    return Measurement.atMost(
        NAME + "/" + kind, share, limits.decimal("max_" + kind.replace('-', '_')));
  }

  /** Code points of each kind, in the order of {@link #KINDS}. */
  private static int[] count(String text) {
    int[] found = new int[KINDS.size()];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0xa0) {
        found[2]++;
      } else if (c <= LAST_LEAD) {
        found[4] += latinRun(text, i);
      } else if (c >= 0x4e00 && c < 0xa000) {
        found[3] += gbkMark(text, i);
      } else if (c >= 0xd800) {
        found[0] += c == 0xfffd ? 1 : 0;
        found[1] += isPrivate(text, i) ? 1 : 0;
      }
    }
    return found;
  }

  private static boolean isPrivate(String text, int at) {
    char c = text.charAt(at);
    return c >= 0xe000 && c <= 0xf8ff
        || Character.isHighSurrogate(c)
            && Character.getType(text.codePointAt(at)) == Character.PRIVATE_USE;
  }

  /** The characters of a mark that begins or goes on here, one at a time. */
  private static int gbkMark(String text, int at) {
    char c = text.charAt(at);
    return (MARK_BITS >>> c & 1) == 0 ? 0 : markAt(text, at, c);
  }

  private static int markAt(String text, int at, char c) {
    return switch (c) {
      case '锟' -> follows(text, at + 1, '斤') ? 1 : 0;
      case '斤' -> follows(text, at - 1, '锟') || follows(text, at + 1, '拷') ? 1 : 0;
      case '拷' -> follows(text, at - 1, '斤') ? 1 : 0;
      case '锘' -> 1;
      case '烫', '屯' -> runs(text, at, c) ? 1 : 0;
      default -> 0;
    };
  }

  private static boolean follows(String text, int at, char c) {
    return at >= 0 && at < text.length() && text.charAt(at) == c;
  }

  /** True for each of three or more equal characters in a row. */
  private static boolean runs(String text, int at, char c) {
    int before = (follows(text, at - 1, c) ? 1 : 0);
    before += before == 1 && follows(text, at - 2, c) ? 1 : 0;
    int after = (follows(text, at + 1, c) ? 1 : 0);
    after += after == 1 && follows(text, at + 2, c) ? 1 : 0;
    return before + after >= 2;
  }

  /** The characters of a run that begins here: 2 if there is one. */
  private static int latinRun(String text, int at) {
    char c = text.charAt(at);
    if (c < FIRST_LEAD || at + 1 == text.length()) {
      return 0;
    }
    char next = text.charAt(at + 1);
    boolean sign = SIGNS.indexOf(next) >= 0 && HONEST.indexOf(next) < 0;
    boolean euro = c == 'â' && next == '€';
    return euro || sign || next >= 0x80 && next < 0xa0 ? 2 : 0;
  }
}
