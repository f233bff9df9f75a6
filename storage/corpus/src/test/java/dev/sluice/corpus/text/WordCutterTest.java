package dev.sluice.corpus.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.TokenSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ICU's own break iterator says what is right. */
class WordCutterTest {

  private static final Path SENTENCES =
      Path.of("src/test/resources/dev/sluice/corpus/language/sentences.csv");
  private static final String PROSE =
      "我们今天学习数据处理，3.5公里以外的「圖書館」在2024年開放。ガソリンスタンドで100円の"
          + "コーヒーを飲みながら、東京スカイツリーを見た。々〆〇ー・한국어와 漢字를 12월에 배웠다.";

  @Test
  void randomTextsOfAllClassesAreCutAsIcuCutsThem() {
    Random random = new Random(7);
    int[] alphabet = alphabet();
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
      }
      assertSame(text.toString(), "en");
    }
  }

  @Test
  void everyPairOfClassesIsCutAsIcuCutsIt() {
    int[] alphabet = alphabet();
    for (int first : alphabet) {
      for (int second : alphabet) {
        assertSame(
            new StringBuilder("a").appendCodePoint(first).appendCodePoint(second) + "1", "en");
      }
    }
  }

  @Test
  void everyCharacterBetweenLettersNumbersAndHanIsCutAsIcuCutsIt() {
    for (int c = 1; c < 0xe0200; c++) {
      if (UCharacter.isDefined(c)) {
        String own = Character.toString(c);
        assertSame("a" + own + "b 1" + own + "2 中" + own + "国", "en");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomRunsOfHanAndKanaAreCutAsIcuCutsThem(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 60) {
        switch (random.nextInt(4)) {
          case 0 -> text.append((char) (0x4e00 + random.nextInt(0x5200)));
          case 1 -> text.append((char) (0x3041 + random.nextInt(0x55)));
          case 2 -> text.append((char) (0x30a1 + random.nextInt(0x5e)));
          default -> append(text, random);
        }
      }
      assertSame(text.toString(), "ja");
    }
  }

  @Test
  void linesOfAMegabyteAreCutAsIcuCutsThem() {
    int copies = 1_000_000 / PROSE.length();
    assertSame(PROSE.replace("。", "").repeat(copies), "ja");
    assertSame("漢".repeat(500_000), "zh");
    assertSame("漢".repeat(100_000) + "\ud840\udc00", "zh");
    assertSame("a\u200d".repeat(100_000) + "👩\u200d👩", "en");
  }

  private static void append(StringBuilder text, Random random) {
    int start = random.nextInt(PROSE.length() - 1);
    text.append(PROSE, start, Math.min(PROSE.length(), start + 1 + random.nextInt(12)));
  }

  @Test
  void sentencesOfAllLanguagesAreCutAsIcuCutsThem() throws IOException {
    for (String line : Files.readAllLines(SENTENCES)) {
      assertSame(line, "en");
    }
    assertSame(String.join("\n", Files.readAllLines(SENTENCES)), "zh");
    assertSame(PROSE, "ja");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sv", "fi", "en", "de"})
  void aColonJoinsLettersWhereIcuSaysSo(String language) {
    assertSame("EU:n k:a USA:s kl 12:30 a: :b a::b http://x.y", language);
  }

  @Test
  void wordsAreTokensWithLettersOrDigitsAndCountedAsSuch() {
    TokenSpans spans = cut("Ⅷ – 中文，ok!", "zh");
    List<Boolean> words = IntStream.range(0, spans.count()).mapToObj(spans::isWord).toList();
    assertThat(words).containsExactly(false, false, true, false, true, false);
    assertThat(spans.wordCount()).isEqualTo(2);
  }

  /**
   * Three characters of each combination of the properties that the rules look at, some far off.
   */
  private static int[] alphabet() {
    Set<List<Integer>> seen = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    List<Integer> chosen = new ArrayList<>();
    for (int c = 1; c < 0x20000; c++) {
      boolean rare =
          UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK)
              == UCharacter.LineBreak.COMPLEX_CONTEXT;
      for (int copy = 0; copy < 3; copy++) {
        List<Integer> kind =
            List.of(
                copy,
                UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK),
                rare ? 1 : 0,
                WordClasses.of(c),
                UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC) ? 1 : 0);
        if (UCharacter.isDefined(c) && seen.add(kind)) {
          chosen.add(c);
          break;
        }
      }
    }
    chosen.addAll(List.of(0x20000, 0x2f800, 0xe0001, 0xe0061, 0xe0100));
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void assertSame(String text, String language) {
    TokenSpans spans = cut(text, language);
    List<String> own =
        IntStream.range(0, spans.count())
            .mapToObj(i -> text.substring(spans.start(i), spans.end(i)))
            .toList();
    List<String> theirs = icu(text, language);
    if (!own.equals(theirs)) {
      assertThat(own).as("%s", escaped(text)).isEqualTo(theirs);
    }
  }

  private static String escaped(String text) {
    StringBuilder codes = new StringBuilder();
    text.codePoints().forEach(c -> codes.append(String.format("%04x ", c)));
    return codes.toString();
  }

  private static TokenSpans cut(String text, String language) {
    return new IcuSegmenter().segment(text, new LanguageLabel(language, "Zyyy", 1)).spans();
  }

  private static List<String> icu(String text, String language) {
    BreakIterator breaks = BreakIterator.getWordInstance(new ULocale(language));
    breaks.setText(text);
    List<String> pieces = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String piece = text.substring(start, end).strip();
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
      start = end;
    }
    return pieces;
  }
}
