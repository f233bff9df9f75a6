package dev.sluice.corpus.fuzz;

import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.corpus.charset.PageDecoder;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes become characters: any bytes, whatever is declared of them. The first byte chooses what the
 * server declares, and the others are the page.
 */
public final class CharsetTarget {

  private static final List<String> DECLARED =
      List.of(
          "",
          "utf-8",
          "iso-8859-1",
          "windows-1251",
          "koi8-r",
          "gb2312",
          "gb18030",
          "big5",
          "shift_jis",
          "euc-jp",
          "iso-2022-jp",
          "euc-kr",
          "utf-16le",
          "utf-16be",
          "x-user-defined",
          "hz-gb-2312",
          "no such encoding");

  private static final Decoder DECODER = new PageDecoder();

  private CharsetTarget() {}

  /** Throws if a property does not hold. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String declared = DECLARED.get((input[0] & 0xFF) % DECLARED.size());
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    Decoded decoded = decode(declared, body);
    Properties.check(decoded.equals(decode(declared, body)), "decoding is not deterministic");
    Properties.check(
        decoded.text().length() <= 2 * body.length + 2, "more characters than bytes allow");
    Properties.check(Properties.isWellFormed(decoded.text()), "half of a surrogate pair");
    double share = decoded.replacedShare();
    Properties.check(share >= 0 && share <= 1, "a share of " + share);
    if (decoded.charset().equalsIgnoreCase("utf-8")) {
      Properties.check(
          Properties.count(body, '<') == decoded.text().chars().filter(c -> c == '<').count(),
          "a bad byte took its neighbour with it");
    }
  }

  private static Decoded decode(String declared, byte[] body) {
    String type = declared.isEmpty() ? "text/html" : "text/html; charset=" + declared;
    return DECODER.decode(
        MemorySnapshot.page("https://example.com/", Instant.EPOCH, 200, type, body));
  }
}
