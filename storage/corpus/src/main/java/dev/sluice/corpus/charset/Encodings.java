package dev.sluice.corpus.charset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All encodings of the WHATWG Encoding Standard by the labels with which pages name them: {@code
 * gb2312} means GBK, {@code iso-8859-1} means windows-1252, and so on.
 *
 * <p>They are decoded from the standard's own indexes and not by the charsets of the Java platform,
 * which differ from it and from version to version of Java (docs/decisions/016).
 */
final class Encodings {

  private static final String NO_INDEX = "-";

  /** What the standard calls ASCII whitespace: a label may stand in it. */
  private static final String WHITESPACE = "^[\\t\\n\\f\\r ]+|[\\t\\n\\f\\r ]+$";

  private final Map<String, Encoding> byLabel = new HashMap<>();
  private final List<Encoding> all = new ArrayList<>();

  /** Reads the standard's tables from the class path; takes some hundredths of a second. */
  Encodings() {
    Map<String, String> indexes = new HashMap<>();
    new TableFile("indexes.tsv").rows().forEach(row -> indexes.put(row[0], row[1]));
    Map<String, ByteDecoder> named = named(indexes);
    for (String[] row : new TableFile("encodings.tsv").rows()) {
      String index = row[1];
      ByteDecoder decoder =
          index.equals(NO_INDEX)
              ? named.get(row[0])
              : named.computeIfAbsent(index, its -> new SingleByte(indexes.get(its)));
      add(new Encoding(row[0], decoder), row[2]);
    }
  }

  private void add(Encoding encoding, String labels) {
    all.add(encoding);
    for (String label : labels.split(" ", -1)) {
      byLabel.put(label, encoding);
    }
  }

  private static Map<String, ByteDecoder> named(Map<String, String> indexes) {
    Index jis0208 = new Index(indexes.get("jis0208"));
    Gb18030 chinese =
        new Gb18030(
            new Index(indexes.get("gb18030")), new Index.Ranges(indexes.get("gb18030-ranges")));
    Map<String, ByteDecoder> named = new HashMap<>();
    named.put("UTF-8", new Utf8());
    named.put("GBK", chinese);
    named.put("gb18030", chinese);
    named.put("Big5", new Big5(new Index(indexes.get("big5"))));
    named.put("EUC-JP", new EucJp(jis0208, new Index(indexes.get("jis0212"))));
    named.put("ISO-2022-JP", new Iso2022Jp(jis0208));
    named.put("Shift_JIS", new ShiftJis(jis0208));
    named.put("EUC-KR", new EucKr(new Index(indexes.get("euc-kr"))));
    named.put("UTF-16BE", new Utf16(true));
    named.put("UTF-16LE", new Utf16(false));
    named.put("x-user-defined", new SingleByte(userDefined()));
    named.put("replacement", Encodings::refuse);
    return named;
  }

  /** The bytes of 0x80 and above as private characters, from U+F780 on. */
  private static String userDefined() {
    StringBuilder index = new StringBuilder();
    for (int i = 0; i < 0x80; i++) {
      index.append((char) (0xF780 + i));
    }
    return index.toString();
  }

  /** The decoder of encodings that are refused whole, such as HZ: one error for the whole body. */
  private static void refuse(byte[] in, int from, Characters out) {
    if (from < in.length) {
      out.replace();
    }
  }

  /** The encoding that a label means; nothing if no browser knows the label. */
  Optional<Encoding> find(String label) {
    String plain = label.replaceAll(WHITESPACE, "").toLowerCase(Locale.ROOT);
    return Optional.ofNullable(byLabel.get(plain));
  }

  /**
   * The encoding of this label.
   *
   * @throws IllegalArgumentException if the standard does not have it
   */
  Encoding require(String label) {
    return find(label).orElseThrow(() -> new IllegalArgumentException("no encoding: " + label));
  }

  /** All encodings in the standard's order. */
  List<Encoding> all() {
    return List.copyOf(all);
  }
}
