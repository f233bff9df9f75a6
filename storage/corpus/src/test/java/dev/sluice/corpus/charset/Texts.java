package dev.sluice.corpus.charset;

import com.ibm.icu.text.Normalizer2;
import dev.sluice.corpus.text.TableFile;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Texts in many languages, and pages of them in the encodings that these are written in. */
final class Texts {

  private static final Pattern TONES = Pattern.compile("[\\u0300\\u0301\\u0303\\u0309\\u0323]");

  /** The platform's names, where they are others than the standard's. */
  private static final Map<String, String> PLATFORM =
      Map.of(
          "GBK", "GB18030",
          "EUC-KR", "x-windows-949",
          "Shift_JIS", "windows-31j",
          "macintosh", "x-MacRoman",
          "x-mac-cyrillic", "x-MacCyrillic",
          "windows-874", "x-windows-874",
          "ISO-8859-8-I", "ISO-8859-8");

  /**
   * A text in a language.
   *
   * @param encodings the encodings that it can be written in, by their WHATWG names
   */
  record Text(String language, List<String> encodings, String text) {

    /** The stretch of this many characters that has most characters outside ASCII. */
    String stretch(int characters) {
      String best = text;
      long most = -1;
      for (int i = 0; i + characters <= text.length(); i++) {
        String stretch = text.substring(i, i + characters);
        long high = stretch.chars().filter(c -> c > 0x7F).count();
        boolean whole =
            !Character.isLowSurrogate(stretch.charAt(0))
                && !Character.isHighSurrogate(stretch.charAt(characters - 1));
        if (whole && high > most) {
          most = high;
          best = stretch;
        }
      }
      return best;
    }
  }

  private final Encodings encodings = new Encodings();

  /** All texts of {@code texts.tsv}. */
  List<Text> all() {
    return new TableFile(Texts.class, "texts.tsv")
        .rows().stream()
            .map(row -> new Text(row[0], List.of(row[1].split(" ", -1)), row[2]))
            .toList();
  }

  Encoding encoding(String label) {
    return encodings.require(label);
  }

  /** A text as bytes: by the platform, or by turning our table around where it has no encoder. */
  byte[] encode(String text, String encoding) {
    String platform = PLATFORM.getOrDefault(encoding, encoding);
    if (encoding.equals("windows-1258")) {
      return bySingleBytes(withTonesApart(text), encoding);
    }
    return Charset.isSupported(platform)
        ? text.getBytes(Charset.forName(platform))
        : bySingleBytes(text, encoding);
  }

  private byte[] bySingleBytes(String text, String encoding) {
    byte[] all = new byte[0x100];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String characters = encodings.require(encoding).decode(all, 0).text();
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      int code = characters.indexOf(text.charAt(i));
      if (code < 0) {
        throw new IllegalArgumentException(encoding + " has no '" + text.charAt(i) + "'");
      }
      bytes[i] = (byte) code;
    }
    return bytes;
  }

  /** Vietnamese as windows-1258 writes it: letters, and tones as marks of their own. */
  static String withTonesApart(String text) {
    StringBuilder apart = new StringBuilder();
    for (char c : text.toCharArray()) {
      String parts = Normalizer2.getNFDInstance().normalize(String.valueOf(c));
      String letter = TONES.matcher(parts).replaceAll("");
      apart.append(Normalizer2.getNFCInstance().normalize(letter));
      parts
          .chars()
          .filter(mark -> TONES.matcher("" + (char) mark).matches())
          .forEach(apart::appendCodePoint);
    }
    return apart.toString();
  }

  /** The bytes with this share of those above 0x7F replaced by any others. */
  static byte[] damaged(byte[] bytes, double share, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i < damaged.length; i++) {
      if (damaged[i] < 0 && random.nextDouble() < share) {
        damaged[i] = (byte) random.nextInt(0x100);
      }
    }
    return damaged;
  }

  /** A page as the crawl stores it. */
  static RawPage page(String contentType, byte[] body) {
    return RawPage.uncrawled(PageUrl.parse("http://a.test/"), contentType, body);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
