package dev.sluice.corpus.charset;

import dev.sluice.corpus.text.TableFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    Indexes indexes = new Indexes();
    Map<String, ByteDecoder> decoders = decoders(indexes);
    for (String[] row : new TableFile(Encodings.class, "encodings.tsv").rows()) {
      String index = row[1].equals(NO_INDEX) ? row[0] : row[1];
      ByteDecoder decoder =
          decoders.computeIfAbsent(index, its -> new SingleByte(indexes.characters(its)));
      add(new Encoding(row[0], decoder), row[2]);
    }
  }

  /** The rows of {@code indexes.tsv} by the names of the indexes. */
  private static final class Indexes {

    private final Map<String, String> byName = new HashMap<>();

    Indexes() {
      new TableFile(Encodings.class, "indexes.tsv")
          .rows()
          .forEach(row -> byName.put(row[0], row[1]));
    }

    String characters(String name) {
      return Objects.requireNonNull(byName.get(name), name);
    }

    Index index(String name) {
      return new Index(characters(name));
    }
  }

  private void add(Encoding encoding, String labels) {
    all.add(encoding);
    for (String label : labels.split(" ", -1)) {
      byLabel.put(label, encoding);
    }
  }

  /** The decoders that are more than an index, by the names of their encodings. */
  private static Map<String, ByteDecoder> decoders(Indexes indexes) {
    Index jis0208 = indexes.index("jis0208");
    Index.Ranges ranges = new Index.Ranges(indexes.characters("gb18030-ranges"));
    Gb18030 chinese = new Gb18030(indexes.index("gb18030"), ranges);
    Map<String, ByteDecoder> decoders = new HashMap<>();
    decoders.put("UTF-8", new Utf8());
    decoders.put("GBK", chinese);
    decoders.put("gb18030", chinese);
    decoders.put("Big5", new Big5(indexes.index("big5")));
    decoders.put("EUC-JP", new EucJp(jis0208, indexes.index("jis0212")));
    decoders.put("ISO-2022-JP", new Iso2022Jp(jis0208));
    decoders.put("Shift_JIS", new ShiftJis(jis0208));
    decoders.put("EUC-KR", new EucKr(indexes.index("euc-kr")));
    decoders.put("UTF-16BE", new Utf16(true));
    decoders.put("UTF-16LE", new Utf16(false));
    decoders.put("x-user-defined", new SingleByte(userDefined()));
    decoders.put("replacement", Encodings::refuse);
    return decoders;
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
