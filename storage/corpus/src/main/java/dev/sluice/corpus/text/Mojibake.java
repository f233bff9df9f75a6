package dev.sluice.corpus.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs text whose UTF-8 somebody read as windows-1252 or as GBK, and then saved like that:
 * {@code cafÃ©}, {@code donâ€™t}, {@code 涓枃}. Nothing is repaired that could have been meant.
 *
 * <p>The proof is made for each stretch of text between tags and line ends. All its runs of
 * characters beyond ASCII must turn into bytes of the wrong encoding and these, strictly, into
 * characters again. That alone is no proof: an honest {@code AMANHÃ…} does too. So the result must
 * be likely as well: a dash or quotation mark that begins with {@code â€}, three letters of one
 * script in a row, an emoji; letters of Latin alone count only if there are several such stretches
 * in the page, with different letters, and hardly any that speak against it.
 *
 * <p>The other way round, GBK that was read as Latin, leaves pairs of accented letters, which a
 * table of letters has as well: there is no proof, and it is left alone. So is what lost bytes.
 */
public final class Mojibake {

  /**
   * A text with what was repaired in it.
   *
   * @param text the whole text
   * @param stretches how many stretches of it were repaired
   * @param readAs the encoding that the bytes had been taken for
   */
  public record Repaired(String text, int stretches, String readAs) {}

  private static final int MOST_PASSES = 3;
  private static final int LETTERS_IN_A_ROW = 3;
  private static final int LEAST_LATIN = 3;
  private static final int LEAST_HAN = 4;
  private static final int PIECE = 8192;

  /** So many characters are passed over at once if all are ASCII. */
  private static final int STRIDE = 16;

  /** Of stretches with Latin letters, this many times as many must speak for it as against it. */
  private static final int FOR_ONE_AGAINST = 4;

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Charset GBK = Charset.forName("GBK");

  private final BitSet windowsSigns = new BitSet();
  private final BitSet gbkStarts = new BitSet();

  /** Makes a repairer; it holds no state and can be shared between threads. */
  public Mojibake() {
    for (int b = 0x80; b < 0xc0; b++) {
      windowsSigns.set(windows(b));
    }
    for (int lead = 0xe4; lead <= 0xe9; lead++) {
      for (int trail = 0x80; trail <= 0xa0; trail++) {
        byte[] start = {(byte) lead, (byte) trail};
        gbkStarts.set(GBK.decode(ByteBuffer.wrap(start)).charAt(0));
      }
    }
  }

  /** The character of a byte in windows-1252, as browsers read it: without gaps. */
  private static char windows(int b) {
    char c = WINDOWS.decode(ByteBuffer.wrap(new byte[] {(byte) b})).charAt(0);
    return c == '\ufffd' ? (char) b : c;
  }

  /** The repaired text; empty if nothing in it is proved to be broken. */
  public Optional<Repaired> repair(String text) {
    Optional<Repaired> last = Optional.empty();
    String current = text;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      Optional<Repaired> next = pass(current);
      if (next.isEmpty()) {
        break;
      }
      current = next.get().text();
      int all = next.get().stretches() + last.map(Repaired::stretches).orElse(0);
      last = Optional.of(new Repaired(current, all, next.get().readAs()));
    }
    return last;
  }

  private Optional<Repaired> pass(String text) {
    Suspicion suspicion = suspicion(text);
    if (suspicion == Suspicion.NONE) {
      return Optional.empty();
    }
    boolean windows = suspicion == Suspicion.WINDOWS;
    List<Stretch> stretches = stretches(text, windows);
    boolean latin = windows && latinIsProved(stretches);
    StringBuilder repaired = new StringBuilder(text.length());
    int from = 0;
    int count = 0;
    for (Stretch stretch : stretches) {
      if (stretch.strong || latin && stretch.isRepaired()) {
        repaired.append(text, from, stretch.start).append(stretch.repaired);
        from = stretch.end;
        count++;
      }
    }
    repaired.append(text, from, text.length());
    return count == 0
        ? Optional.empty()
        : Optional.of(new Repaired(repaired.toString(), count, windows ? "windows-1252" : "gbk"));
  }

  /** The encodings that a text may have been read in. */
  private enum Suspicion {
    NONE,
    WINDOWS,
    GBK
  }

  /**
   * Windows-1252 if there is a lead byte of UTF-8 and a byte that may follow it, both as it shows
   * them; GBK if there are several of the rare Han that common ones begin with in it.
   */
  private Suspicion suspicion(String text) {
    int rare = 0;
    char previous = 0;
    // In pieces, since every page is read here and arrays are read faster than strings.
    char[] piece = new char[Math.min(text.length(), PIECE)];
    for (int start = 0; start < text.length(); start += PIECE) {
      int length = Math.min(PIECE, text.length() - start);
      text.getChars(start, start + length, piece, 0);
      int i = 0;
      while (i < length) {
        if (i + STRIDE <= length && isAscii(piece, i)) {
          previous = 0;
          i += STRIDE;
          continue;
        }
        char c = piece[i++];
        if (c >= 0x80) {
          if (previous >= 0xc2 && previous <= 0xf4 && windowsSigns.get(c)) {
            return Suspicion.WINDOWS;
          }
          rare += c > '\u4e00' && c < '\ua000' && gbkStarts.get(c) ? 1 : 0;
        }
        previous = c;
      }
    }
    return rare >= LEAST_HAN ? Suspicion.GBK : Suspicion.NONE;
  }

  private static boolean isAscii(char[] piece, int from) {
    int bits = 0;
    for (int i = from; i < from + STRIDE; i++) {
      bits |= piece[i];
    }
    return bits < 0x80;
  }

  /** A piece of text between tags and line ends that has characters beyond ASCII. */
  private static final class Stretch {
    private final int start;
    private final int end;
    private final String repaired;
    private final boolean strong;
    private final Set<Integer> letters;

    Stretch(int start, int end, String repaired, boolean strong, Set<Integer> letters) {
      this.start = start;
      this.end = end;
      this.repaired = repaired;
      this.strong = strong;
      this.letters = letters;
    }

    boolean isRepaired() {
      return !repaired.isEmpty();
    }
  }

  private static List<Stretch> stretches(String text, boolean windows) {
    Codec codec = new Codec(windows);
    List<Stretch> found = new ArrayList<>();
    int start = 0;
    boolean ascii = true;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '\n' : text.charAt(i);
      if (c == '\n' || c == '<' || c == '>' || c == '\r') {
        if (!ascii) {
          found.add(stretch(text, start, i, codec));
        }
        start = i + 1;
        ascii = true;
      } else {
        ascii &= c < 0x80;
      }
    }
    return found;
  }

  private static Stretch stretch(String text, int start, int end, Codec codec) {
    StringBuilder repaired = new StringBuilder();
    boolean strong = false;
    boolean row = false;
    boolean needsRow = false;
    Set<Integer> letters = new HashSet<>();
    for (int i = start; i < end; ) {
      int runEnd = i;
      while (runEnd < end && text.charAt(runEnd) >= 0x80) {
        runEnd++;
      }
      if (runEnd == i) {
        repaired.append(text.charAt(i++));
        continue;
      }
      String run = codec.again(text, i, runEnd);
      if (run == null || !codec.isLikely(run, letters)) {
        return new Stretch(start, end, "", false, Set.of());
      }
      strong |= codec.isProof(run);
      row |= codec.hasRow(run);
      needsRow |= codec.needsRow(run);
      repaired.append(run);
      i = runEnd;
    }
    return needsRow && !row
        ? new Stretch(start, end, "", false, Set.of())
        : new Stretch(start, end, repaired.toString(), strong || row, letters);
  }

  private static boolean latinIsProved(List<Stretch> stretches) {
    int speaksFor = 0;
    int against = 0;
    Set<Integer> letters = new HashSet<>();
    for (Stretch stretch : stretches) {
      speaksFor += stretch.isRepaired() ? 1 : 0;
      against += stretch.isRepaired() ? 0 : 1;
      letters.addAll(stretch.letters);
    }
    // Small letters: capitals in headlines do stand before dots and quotation marks.
    long small = letters.stream().filter(c -> c >= 0xe0 && c <= 0xff).count();
    return speaksFor >= LEAST_LATIN && small >= 2 && speaksFor >= FOR_ONE_AGAINST * against;
  }

  /** Takes characters back to bytes, and reads these as UTF-8. For one thread. */
  private static final class Codec {

    private final boolean windows;
    private final CharsetEncoder encoder;
    private final CharsetDecoder decoder;

    Codec(boolean windows) {
      this.windows = windows;
      this.encoder =
          (windows ? WINDOWS : GBK)
              .newEncoder()
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .onMalformedInput(CodingErrorAction.REPORT);
      this.decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The run as it was meant; null if it was no UTF-8. */
    @Nullable String again(String text, int start, int end) {
      try {
        ByteBuffer bytes = windows ? windowsBytes(text, start, end) : bytes(text, start, end);
        return decoder.decode(bytes).toString();
      } catch (CharacterCodingException noUtf8) {
        return null;
      }
    }

    private ByteBuffer bytes(String text, int start, int end) throws CharacterCodingException {
      return encoder.encode(CharBuffer.wrap(text, start, end));
    }

    /** As browsers do, the five bytes without a character are taken as they are. */
    private ByteBuffer windowsBytes(String text, int start, int end)
        throws CharacterCodingException {
      ByteBuffer bytes = ByteBuffer.allocate(end - start);
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        if (c < 0x100) {
          bytes.put((byte) c);
        } else {
          bytes.put(bytes(text, i, i + 1));
        }
      }
      return bytes.flip();
    }

    /** True if people write such characters; Latin letters are noted. */
    boolean isLikely(String run, Set<Integer> letters) {
      if (!windows) {
        return run.codePoints().allMatch(Codec::isChinese);
      }
      return run.codePoints().allMatch(c -> isLikely(c, letters));
    }

    private static boolean isLikely(int c, Set<Integer> letters) {
      if (isLatinLetter(c)) {
        letters.add(c);
        return true;
      }
      return isSign(c) || isOfOtherScript(c);
    }

    /** True for letters beyond Latin, which are proof only if several stand together. */
    boolean needsRow(String run) {
      return windows && run.codePoints().anyMatch(c -> !isSign(c) && isOfOtherScript(c));
    }

    private static boolean isOfOtherScript(int c) {
      boolean wide = c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xffef;
      return c > 0x24f && (wide || Character.isLetter(c) || isMark(c));
    }

    private static boolean isSign(int c) {
      return c >= 0x80 && c <= 0xbf
          || c >= 0x2010 && c <= 0x203a
          || c == 0x20ac
          || c == 0x2122
          || c == 0xfeff
          || c >= 0x2190 && c <= 0x27bf
          || c >= 0x1f300 && c <= 0x1faff
          || c == 0xfe0f;
    }

    private static boolean isMark(int c) {
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isLatinLetter(int c) {
      return c >= 0xc0 && c <= 0x17f && c != 0xd7 && c != 0xf7;
    }

    /** True for what no honest text turns into. */
    boolean isProof(String run) {
      if (!windows) {
        return run.codePointCount(0, run.length()) >= LEAST_HAN;
      }
      // The last two are such signs once more, in what was broken twice.
      return run.codePoints().anyMatch(c -> c >= 0x2010 && c <= 0x203a || c >= 0x1f300)
          || run.contains("â€")
          || run.contains("ðŸ");
    }

    boolean hasRow(String run) {
      return windows && longestRow(run) >= LETTERS_IN_A_ROW;
    }

    /** The most letters of one script beyond Latin in a row. */
    private static int longestRow(String run) {
      int longest = 0;
      int row = 0;
      Character.UnicodeScript last = Character.UnicodeScript.COMMON;
      for (int i = 0; i < run.length(); ) {
        int c = run.codePointAt(i);
        i += Character.charCount(c);
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        boolean letter = c > 0x24f && (Character.isLetter(c) || isMark(c));
        boolean same = script == last || script == Character.UnicodeScript.INHERITED;
        row = !letter ? 0 : same ? row + 1 : 1;
        last = script;
        longest = Math.max(longest, row);
      }
      return longest;
    }

    private static boolean isChinese(int c) {
      return c >= 0x4e00 && c <= 0x9fff
          || c >= 0x3000 && c <= 0x303f
          || c >= 0xff00 && c <= 0xff5e
          || c >= 0x2010 && c <= 0x2026
          || c == 0xb7;
    }
  }
}
