package dev.sluice.corpus.charset;

import org.jspecify.annotations.Nullable;

/**
 * The decoder of ISO-2022-JP, in which escape sequences switch between sets of characters of seven
 * bits.
 *
 * <p>As the standard asks, an escape sequence right after another is an error, since it could hide
 * bytes from whoever inspects them undecoded.
 */
final class Iso2022Jp implements ByteDecoder {

  private static final int ESCAPE = 0x1B;

  private final Index jis0208;

  Iso2022Jp(Index jis0208) {
    this.jis0208 = jis0208;
  }

  private enum Graphic {
    ASCII,
    ROMAN,
    KATAKANA,
    JIS_0208
  }

  @Override
  public void decode(byte[] in, int from, Characters out) {
    Graphic set = Graphic.ASCII;
    boolean justEscaped = false;
    int at = from;
    while (at < in.length) {
      Graphic next = in[at] == ESCAPE ? escaped(in, at) : null;
      if (next != null) {
        if (justEscaped) {
          out.replace();
        }
        justEscaped = true;
        set = next;
        at += 3;
      } else {
        justEscaped = false;
        at += character(set, in, at, out);
      }
    }
  }

  /** The set that an escape sequence at this place switches to, or null if it is none. */
  private static @Nullable Graphic escaped(byte[] in, int at) {
    if (at + 2 >= in.length) {
      return null;
    }
    return switch ((in[at + 1] & 0xFF) << 8 | in[at + 2] & 0xFF) {
      case '(' << 8 | 'B' -> Graphic.ASCII;
      case '(' << 8 | 'J' -> Graphic.ROMAN;
      case '(' << 8 | 'I' -> Graphic.KATAKANA;
      case '$' << 8 | '@', '$' << 8 | 'B' -> Graphic.JIS_0208;
      default -> null;
    };
  }

  private int character(Graphic set, byte[] in, int at, Characters out) {
    int first = in[at] & 0xFF;
    if (set == Graphic.JIS_0208) {
      return pair(first, in, at, out);
    }
    int meant = set == Graphic.KATAKANA ? katakana(first) : latin(set, first);
    if (meant < 0) {
      out.replace();
    } else {
      out.add(meant);
    }
    return 1;
  }

  private static int latin(Graphic set, int code) {
    if (code == 0x0E || code == 0x0F || code == ESCAPE || code > 0x7F) {
      return -1;
    }
    if (set == Graphic.ROMAN && code == 0x5C) {
      return '¥';
    }
    return set == Graphic.ROMAN && code == 0x7E ? '\u203E' : code;
  }

  private static int katakana(int code) {
    return code >= 0x21 && code <= 0x5F ? Index.HALFWIDTH_KATAKANA + code - 0x21 : -1;
  }

  /** An escape sequence that comes instead of a second byte is left for the next turn. */
  private int pair(int first, byte[] in, int at, Characters out) {
    int second = at + 1 < in.length ? in[at + 1] & 0xFF : -1;
    boolean sound = isHalf(first) && isHalf(second);
    int meant = sound ? jis0208.at((first - 0x21) * 94 + second - 0x21) : -1;
    if (meant < 0) {
      out.replace();
    } else {
      out.add(meant);
    }
    return isHalf(first) && second >= 0 && second != ESCAPE ? 2 : 1;
  }

  private static boolean isHalf(int code) {
    return code >= 0x21 && code <= 0x7E;
  }
}
