package dev.sluice.corpus.charset;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import dev.sluice.corpus.text.TableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes the tables of the detector, {@code letters.tsv} and {@code signs.tsv}, from the letter
 * counts in the jar of Lingua ({@code com.github.pemistahl:lingua}, Apache License 2.0).
 *
 * <p>Lingua gives the share of each letter, and for each pair how often the second letter follows
 * the first within a word; what is missing to one is how often a word ends there.
 *
 * <pre>
 * java -cp 'storage/corpus/target/classes:storage/corpus/target/test-classes:crawler/service/target/sluice/lib/*' \
 *   dev.sluice.corpus.charset.LetterTableWriter lingua-1.2.2.jar storage/corpus/src/main/resources/dev/sluice/corpus/charset
 * </pre>
 */
final class LetterTableWriter {

  private static final double RAREST_LETTER = 3e-6;
  private static final int MOST_LETTERS = 70;
  private static final double WORD_ENDS = 0.17;
  private static final String THAI_MARKS =
      "\u0E31\u0E34\u0E35\u0E36\u0E37\u0E38\u0E39\u0E47\u0E48\u0E49\u0E4A\u0E4B\u0E4C";
  private static final String VIETNAMESE_TONES = "\u0300\u0301\u0303\u0309\u0323";

  private static final Pattern GROUP = Pattern.compile("\"(\\d+)/(\\d+)\":\"([^\"]*)\"");

  private final ZipFile jar;
  private final Encodings encodings = new Encodings();

  LetterTableWriter(Path lingua) throws IOException {
    jar = new ZipFile(lingua.toFile());
  }

  /** Writes the tables from the jar that is named first into the folder that is named second. */
  public static void main(String[] args) throws IOException {
    new LetterTableWriter(Path.of(args[0])).write(Path.of(args[1]));
  }

  /** Writes both tables into a folder. */
  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("letters.tsv"), letters());
    Files.writeString(folder.resolve("signs.tsv"), signs());
  }

  /** The letters outside ASCII that the encodings of each language have, in lower case. */
  private Map<String, Set<Character>> writable() {
    Map<String, Set<Character>> writable = new TreeMap<>();
    byte[] high = new byte[0x80];
    for (int i = 0; i < high.length; i++) {
      high[i] = (byte) (0x80 + i);
    }
    for (String[] row : new TableFile(LetterTableWriter.class, "candidates.tsv").rows()) {
      String characters = encodings.require(row[0]).decode(high, 0).text().toLowerCase(Locale.ROOT);
      for (String language : row[2].split(" ", -1)) {
        Set<Character> own = writable.computeIfAbsent(language, its -> new TreeSet<>());
        characters.chars().filter(c -> c > 0x7F).forEach(c -> own.add((char) c));
      }
    }
    return writable;
  }

  private String letters() throws IOException {
    StringBuilder out =
        new StringBuilder(
            """
            # How the letters of a language follow each other, from the counts of Lingua 1.2.2 (https://github.com/pemistahl/lingua,
            # Apache License 2.0, made from the Leipzig Corpora Collection); written by LetterTableWriter. A line: the language, a
            # tab, its letters in lower case after the space, which stands for the end of a word, a tab, and for each of
            # them what each of them costs after it: "!" nothing, and each character on from there an eighth of a nat more.
            """);
    for (Map.Entry<String, Set<Character>> language : writable().entrySet()) {
      String code = language.getKey();
      if (jar.getEntry("language-models/" + code + "/unigrams.json") != null
          && !List.of("ja", "ko").contains(code)) {
        out.append(code).append('\t').append(language(code, language.getValue())).append('\n');
      }
    }
    return out.toString();
  }

  private String language(String code, Set<Character> writable) throws IOException {
    UnaryOperator<String> folded = folding(code);
    Map<String, Double> singles = counts(code, "unigrams");
    Map<String, Double> pairs = counts(code, "bigrams");
    Map<String, Double> joint = new HashMap<>();
    if (pairs.isEmpty()) {
      singles.forEach(
          (first, share) ->
              singles.forEach(
                  (second, next) ->
                      joint.merge(first + second, share * next * (1 - WORD_ENDS), Double::sum)));
    } else {
      pairs.forEach(
          (pair, next) ->
              joint.merge(
                  pair, singles.getOrDefault(pair.substring(0, 1), 0.0) * next, Double::sum));
    }
    Map<String, Double> flows = new HashMap<>();
    Map<String, Double> into = new HashMap<>();
    Map<String, Double> outOf = new HashMap<>();
    joint.forEach(
        (pair, weight) -> {
          String first = folded.apply(pair.substring(0, 1));
          String second = folded.apply(pair.substring(1));
          flows.merge(first.substring(first.length() - 1) + second.charAt(0), weight, Double::sum);
          into.merge(pair.substring(1), weight, Double::sum);
          outOf.merge(pair.substring(0, 1), weight, Double::sum);
        });
    singles.forEach(
        (letter, share) -> {
          String parts = folded.apply(letter);
          for (int i = 0; i + 1 < parts.length(); i++) {
            flows.merge(parts.substring(i, i + 2), share, Double::sum);
          }
          flows.merge(
              " " + parts.charAt(0),
              Math.max(0, share - into.getOrDefault(letter, 0.0)),
              Double::sum);
          flows.merge(
              parts.substring(parts.length() - 1) + " ",
              Math.max(0, share - outOf.getOrDefault(letter, 0.0)),
              Double::sum);
        });
    if (code.equals("th")) {
      addThaiMarks(flows);
    }
    return table(flows, writable);
  }

  /** Lingua counts no marks; each stands after any letter, and is followed by any. */
  private static void addThaiMarks(Map<String, Double> flows) {
    Map<String, Double> marked = new HashMap<>();
    flows.forEach(
        (pair, weight) -> {
          if (pair.charAt(0) != ' ') {
            for (char mark : THAI_MARKS.toCharArray()) {
              double share = 0.3 * weight / THAI_MARKS.length();
              marked.merge(pair.substring(0, 1) + mark, share, Double::sum);
              marked.merge(mark + pair.substring(1), share, Double::sum);
            }
          }
        });
    for (char mark : THAI_MARKS.toCharArray()) {
      for (char second : THAI_MARKS.toCharArray()) {
        marked.merge("" + mark + second, 0.0005, Double::sum);
      }
    }
    marked.forEach((pair, weight) -> flows.merge(pair, weight, Double::sum));
  }

  private static String table(Map<String, Double> flows, Set<Character> writable) {
    Map<Character, Double> shares = new HashMap<>();
    flows.forEach((pair, weight) -> shares.merge(pair.charAt(1), weight, Double::sum));
    List<Character> letters =
        new ArrayList<>(
            shares.keySet().stream()
                .filter(c -> c != ' ' && (c >= 'a' && c <= 'z' || writable.contains(c)))
                .filter(c -> shares.get(c) > RAREST_LETTER)
                .sorted(Comparator.comparing((Character c) -> -shares.get(c)).thenComparing(c -> c))
                .limit(MOST_LETTERS)
                .toList());
    letters.add(0, ' ');
    double total = letters.stream().mapToDouble(shares::get).sum();
    StringBuilder costs = new StringBuilder();
    for (char first : letters) {
      double all = 0;
      for (char second : letters) {
        all += flows.getOrDefault("" + first + second, 0.0);
      }
      for (char second : letters) {
        double seen = all == 0 ? 0 : flows.getOrDefault("" + first + second, 0.0) / all;
        double chance = 0.94 * seen + 0.05 * shares.get(second) / total + 0.01 / letters.size();
        long level = Math.min(93, Math.round(-8 * Math.log(chance)));
        costs.append((char) ('!' + level));
      }
    }
    StringBuilder alphabet = new StringBuilder();
    letters.forEach(alphabet::append);
    return alphabet + "\t" + costs;
  }

  /** What stands for a letter in the encodings of a language. */
  private static UnaryOperator<String> folding(String code) {
    Map<String, String> others =
        switch (code) {
          case "ro" -> Map.of("ș", "ş", "ț", "ţ");
          case "fa", "ur" -> Map.of("ی", "ي");
          default -> Map.of();
        };
    if (!code.equals("vi")) {
      return letter -> others.getOrDefault(letter, letter);
    }
    return LetterTableWriter::withTonesApart;
  }

  /** A letter as windows-1258 has it: the tone, if there is one, as a mark of its own. */
  private static String withTonesApart(String letter) {
    String apart = Normalizer2.getNFDInstance().normalize(letter);
    String tones = apart.replaceAll("[^" + VIETNAMESE_TONES + "]", "");
    String rest = apart.replaceAll("[" + VIETNAMESE_TONES + "]", "");
    return Normalizer2.getNFCInstance().normalize(rest) + tones;
  }

  private String signs() throws IOException {
    StringBuilder out =
        new StringBuilder(
            """
            # How rare the signs of Chinese, Japanese and Korean are, from the counts of Lingua 1.2.2 (https://github.com/pemistahl/lingua,
            # Apache License 2.0, made from the Leipzig Corpora Collection); written by LetterTableWriter. A line: the language, what
            # each of these signs costs in eighths of a nat, and the signs.
            """);
    Map<String, Double> traditional = counts("zh", "unigrams");
    Map<String, Double> simplified = new HashMap<>();
    Transliterator simpler = Transliterator.getInstance("Traditional-Simplified");
    traditional.forEach(
        (sign, share) -> simplified.merge(simpler.transliterate(sign), share, Double::sum));
    Map<String, Double> japanese = counts("ja", "unigrams");
    japanese.put("ー", 0.01);
    japanese.put("々", 0.0005);
    signs(out, "zh-hans", simplified);
    signs(out, "zh-hant", traditional);
    signs(out, "ja", japanese);
    signs(out, "ko", counts("ko", "unigrams"));
    return out.toString();
  }

  private static void signs(StringBuilder out, String code, Map<String, Double> shares) {
    Map<Long, StringBuilder> levels = new TreeMap<>();
    new TreeMap<>(shares)
        .forEach(
            (sign, share) -> {
              if (sign.length() == 1 && sign.charAt(0) > 0x7F) {
                long level = Math.min(100, Math.round(-8 * Math.log(0.9 * share)));
                levels.computeIfAbsent(level, its -> new StringBuilder()).append(sign);
              }
            });
    levels.forEach((level, all) -> out.append(code + "\t" + level + "\t" + all + "\n"));
  }

  /** Lingua's shares; nothing if it has none of that length for the language. */
  private Map<String, Double> counts(String code, String length) throws IOException {
    Map<String, Double> counts = new HashMap<>();
    ZipEntry entry = jar.getEntry("language-models/" + code + "/" + length + ".json");
    if (entry == null) {
      return counts;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      Matcher groups = GROUP.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (groups.find()) {
        double share = Double.parseDouble(groups.group(1)) / Double.parseDouble(groups.group(2));
        for (String letters : groups.group(3).split(" ", -1)) {
          counts.put(letters, share);
        }
      }
    }
    return counts;
  }
}
