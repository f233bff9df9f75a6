package dev.sluice.corpus.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import dev.sluice.pages.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A vocabulary of tiktoken, run by JTokkit: a line for each token, its bytes in Base64 and its
 * rank.
 *
 * <p>How a text is cut into words before, and which control tokens there are, is not in such a
 * file: it is told by the file's digest if OpenAI published it, or else by the user.
 *
 * <p>A published file that is cut as its publisher has it is encoded as JTokkit encodes its own
 * copy of the same bytes, since that has faster cutters.
 */
public final class TiktokenVocabulary implements Tokenizer {

  private final Encoding encoding;
  private final int size;
  private final Map<String, Integer> control;

  private TiktokenVocabulary(Encoding encoding, int size, Map<String, Integer> control) {
    this.encoding = encoding;
    this.size = size;
    this.control = control;
  }

  /**
   * Opens a vocabulary.
   *
   * @param file its name, for messages
   * @param content what is in it
   * @param sha256 its digest, 64 hexadecimal digits
   * @param cut how words are cut: the name of a {@link TiktokenCut}, or a regular expression
   * @throws SettingsException if it cannot be read, or nobody says how to cut
   */
  public static TiktokenVocabulary of(
      String file, String content, String sha256, Optional<String> cut) {
    Optional<TiktokenFile> known = TiktokenFile.of(sha256);
    Map<byte[], Integer> ranks = ranks(file, content);
    Encoding encoding =
        known
            .filter(it -> it.cutsBy(cut))
            .map(TiktokenFile::encoding)
            .orElseGet(() -> encoding(file, ranks, cut));
    Map<String, Integer> control = known.map(TiktokenFile::control).orElse(Map.of());
    int last = ranks.values().stream().mapToInt(rank -> rank).max().orElse(0);
    int lastControl = control.values().stream().mapToInt(number -> number).max().orElse(0);
    return new TiktokenVocabulary(encoding, 1 + Math.max(last, lastControl), control);
  }

  private static Encoding encoding(String file, Map<byte[], Integer> ranks, Optional<String> cut) {
    Pattern words =
        cut.map(TiktokenCut::pattern)
            .orElseThrow(() -> new SettingsException(TiktokenCut.missing(file)));
    return Encodings.newLazyEncodingRegistry()
        .registerGptBytePairEncoding(new GptBytePairEncodingParams(file, words, ranks, Map.of()))
        .getEncoding(file)
        .orElseThrow();
  }

  private static Map<byte[], Integer> ranks(String file, String content) {
    Map<byte[], Integer> ranks = new HashMap<>();
    boolean[] single = new boolean[256];
    int line = 0;
    for (String row : content.split("\r?\n", -1)) {
      line++;
      if (!row.isEmpty()) {
        byte[] token = add(ranks, row, file, line);
        if (token.length == 1) {
          single[token[0] & 0xff] = true;
        }
      }
    }
    for (int b = 0; b < single.length; b++) {
      if (!single[b]) {
        throw new SettingsException(
            file + " has no token for the byte " + b + ": texts with it could not be written");
      }
    }
    return ranks;
  }

  private static byte[] add(Map<byte[], Integer> ranks, String row, String file, int line) {
    try {
      int space = row.indexOf(' ');
      byte[] token =
          Base64.getDecoder()
              .decode(row.substring(0, Math.max(0, space)).getBytes(StandardCharsets.US_ASCII));
      ranks.put(token, Integer.parseUnsignedInt(row.substring(space + 1).strip()));
      return token;
    } catch (IllegalArgumentException broken) {
      throw SettingsException.at(
          file,
          line,
          "this is no line of a tiktoken vocabulary, which has a token in Base64, a space and a"
              + " rank; nor is the file a tokenizer.json");
    }
  }

  @Override
  public int[] encode(String text) {
    return encoding.encodeOrdinary(wellFormed(text)).toArray();
  }

  /**
   * JTokkit's own cutters write half of a pair of surrogates as bytes that are no UTF-8. It becomes
   * a question mark, as in every other format.
   */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int point = text.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(point)) {
          return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        i++;
      }
    }
    return text;
  }

  @Override
  public int size() {
    return size;
  }

  /** Control tokens only: the others are bytes, which need not be a name. */
  @Override
  public OptionalInt number(String token) {
    Integer number = control.get(token);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  @Override
  public List<String> controlTokens() {
    Map<Integer, String> byNumber = new TreeMap<>();
    control.forEach((name, number) -> byNumber.put(number, name));
    return List.copyOf(byNumber.values());
  }

  @Override
  public void close() {
    // All of it is in the heap.
  }
}
