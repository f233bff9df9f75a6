package dev.sluice.corpus.charset;

import dev.sluice.corpus.model.Decoded.Evidence;
import java.util.List;
import java.util.Optional;

/** Recognises byte order marks, and UTF-16 that has none. */
final class ByteOrder {

  private static final int LOOKED_AT = 4_096;

  /** In markup of UTF-16 every other byte is zero, in Chinese text of it still some are. */
  private static final int ZERO_BYTES_IN = 50;

  /** Of a hundred zero bytes, at most so many may lie in the other half: damage. */
  private static final int ASTRAY_IN = 20;

  private final Encoding utf8;
  private final Encoding highFirst;
  private final Encoding lowFirst;

  ByteOrder(Encodings encodings) {
    utf8 = encodings.require("utf-8");
    highFirst = encodings.require("utf-16be");
    lowFirst = encodings.require("utf-16le");
  }

  /** What a byte order mark says, if there is one. */
  Optional<Decision> marked(byte[] body) {
    int bytes = markBytes(body);
    if (bytes == 0) {
      return Optional.empty();
    }
    Encoding encoding = bytes == 3 ? utf8 : body[0] == (byte) 0xFE ? highFirst : lowFirst;
    return Optional.of(new Decision(encoding, Evidence.BYTE_ORDER_MARK, encoding.name()));
  }

  /** Length of the byte order mark in bytes; 0 if there is none. */
  static int markBytes(byte[] body) {
    if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB) {
      return body[2] == (byte) 0xBF ? 3 : 0;
    }
    boolean utf16 =
        body.length >= 2
            && (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF
                || body[0] == (byte) 0xFF && body[1] == (byte) 0xFE);
    return utf16 ? 2 : 0;
  }

  /** UTF-16 without a mark: known by zero bytes, or believed if it is claimed and makes text. */
  Optional<Decision> unmarked(byte[] body, List<Claim> claims) {
    int length = Math.min(body.length, LOOKED_AT) & ~1;
    int[] zeros = new int[2];
    for (int i = 0; i < length; i++) {
      zeros[i & 1] += body[i] == 0 ? 1 : 0;
    }
    int all = zeros[0] + zeros[1];
    int astray = Math.min(zeros[0], zeros[1]);
    if (all >= Math.max(2, length / ZERO_BYTES_IN) && astray * ASTRAY_IN <= all) {
      Encoding encoding = zeros[0] > zeros[1] ? highFirst : lowFirst;
      return Optional.of(new Decision(encoding, Evidence.DETECTOR, all + " zero bytes"));
    }
    return claims.stream()
        .filter(claim -> claim.means(highFirst) || claim.means(lowFirst))
        .filter(claim -> isText(claim.encoding().orElseThrow(), body))
        .findFirst()
        .map(Decision::of);
  }

  /** Whether the bytes are no ASCII and make nothing but characters that are assigned. */
  private static boolean isText(Encoding encoding, byte[] body) {
    ByteProfile profile = ByteProfile.of(body, 0);
    if (profile.ascii() || profile.utf8()) {
      return false;
    }
    Encoding.Text text = encoding.decode(body, 0);
    return text.replaced() == 0
        && text.text().codePoints().allMatch(c -> isAssigned(Character.getType(c)));
  }

  private static boolean isAssigned(int type) {
    return type != Character.UNASSIGNED && type != Character.PRIVATE_USE;
  }
}
