package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.settings.SettingsException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearPrintTest {

  private static final String NFD_CAFE = "cafe\u0301";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the cat sat on the mat today|The CAT sat, on the mat: today!",
        "a naïve café in the old town|A nai\u0308ve cafe\u0301 in the old town.",
        "don't you know that it isn't|don’t you know -- that it isn’t",
        "今天天气很好，我们去公园散步。|今天 天气很好 我们 去公园 散步",
        "ＡＢＣ公司发布了新的产品和服务|ａｂｃ公司发布了新的产品和服务",
        "Ο ΣΟΦΟΣ ΕΙΠΕ ΠΟΛΛΑ ΠΡΑΓΜΑΤΑ|ο σοφος ειπε πολλα πραγματα",
        "soft hyphen is not seen by readers|soft hy\u00adphen is not seen by readers",
      })
  void whatDoesNotCountMakesNoDifference(String one, String other) {
    for (String unit : List.of("words", "characters")) {
      NearPrint prints = Prints.with("unit: " + unit, "shingle: 3", "verify: 0.8");

      assertThat(prints.of(Prints.segments(one)))
          .as(unit)
          .isNotEmpty()
          .isEqualTo(prints.of(Prints.segments(other)));
    }
  }

  /** What others lose who take the marks off: other words, which must stay other words. */
  @ParameterizedTest
  @CsvSource({
    "น้ำ,นำ", // Thai: water, to lead
    "ป่า,ปา", // Thai: forest, to throw
    "がき,かき", // Japanese: brat, oyster
    "バス,ハス", // Japanese: bus, lotus
    "किताब,कताब", // Hindi: book, not a word
    "மீன்,மன", // Tamil: fish, of the mind
    "été,ete",
    "한국,한구",
    "大学,大字",
  })
  void marksAndSignsMakeADifference(String one, String other) {
    for (String unit : List.of("words", "characters")) {
      NearPrint prints = Prints.with("unit: " + unit, "shingle: 1", "verify: 0.8");

      assertThat(Prints.jaccard(prints, one, other)).as(unit).isLessThan(1);
    }
  }

  @Test
  void numbersMakeADifferenceUnlessTheyAreTakenForZero() {
    String one = "it was 12.5 degrees on 3 May 2024";
    String other = "it was 7 degrees on 21 May 1999";

    assertThat(Prints.jaccard(Prints.with("shingle: 1", "verify: 0.5"), one, other)).isLessThan(1);
    for (String unit : List.of("words", "characters")) {
      NearPrint prints = Prints.with("unit: " + unit, "shingle: 2", "digits: zero", "verify: 0.5");
      assertThat(Prints.jaccard(prints, one, other)).as(unit).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "four words are few", "！？", "🙂🙂🙂🙂🙂🙂🙂"})
  void aTextShorterThanAShingleMatchesNothing(String text) {
    NearPrint prints = Prints.with("verify: 0.8");
    byte[] print = prints.of(Prints.segments(text));

    assertThat(print).isEmpty();
    assertThat(prints.bandKeys(print)).isEmpty();
    assertThat(prints.jaccard(print, print)).isZero();
  }

  @Test
  void aShortTextCanBeAShingleByItself() {
    NearPrint prints = Prints.with("short: whole", "verify: 0.8");

    assertThat(Prints.jaccard(prints, "four words are few", "Four words are few.")).isEqualTo(1);
    assertThat(Prints.jaccard(prints, "four words are few", "four words are many")).isZero();
    assertThat(Prints.jaccard(prints, "", "")).isZero();
    assertThat(Prints.jaccard(prints, "...", "!!!")).isZero();
  }

  @Test
  void theSimilarityIsThatOfTheSetsOfShingles() {
    Random random = new Random(7);
    NearPrint prints = Prints.with("shingle: 2", "verify: 0.5");
    for (int round = 0; round < 200; round++) {
      List<String> one = words(random);
      List<String> other = random.nextBoolean() ? words(random) : changed(one, random);

      assertThat(Prints.jaccard(prints, String.join(" ", one), String.join(" ", other)))
          .isEqualTo(jaccardOfPairs(one, other));
    }
  }

  @Test
  void charactersAreCodePoints() {
    NearPrint prints = Prints.with("unit: characters", "shingle: 2", "verify: 0.5");

    // 𠮷野 野家 against 𠮷野 野屋
    assertThat(Prints.jaccard(prints, "𠮷野家", "𠮷野屋")).isEqualTo(1.0 / 3);
  }

  @Test
  void aPrintHoldsShinglesOnlyIfTheyAreAskedFor() {
    String text = "one two three four five six seven";

    assertThat(Prints.with().of(Prints.segments(text))).hasSize(14 * 8);
    assertThat(Prints.with("verify: 0.7").of(Prints.segments(text))).hasSize(14 * 8 + 3 * 4);
    NearPrint unverified = Prints.with();
    byte[] print = unverified.of(Prints.segments(text));
    assertThatThrownBy(() -> unverified.jaccard(print, print))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysAreTheSameWithAndWithoutShinglesAndDifferByBand() {
    String text = "one two three four five six seven one two three four five six seven";
    NearPrint plain = Prints.with();
    NearPrint verified = Prints.with("verify: 0.7");
    long[] keys = plain.bandKeys(plain.of(Prints.segments(text)));

    assertThat(keys)
        .hasSize(14)
        .isEqualTo(verified.bandKeys(verified.of(Prints.segments(text))))
        .doesNotHaveDuplicates();
  }

  /** Prints lie in indexes that later exports read, so they must not change unnoticed. */
  @Test
  void theKeysOfATextAreTheseForEver() {
    NearPrint prints = Prints.with("bands: 2", "rows: 3");
    byte[] print = prints.of(Prints.segments("The quick brown fox jumps over the " + NFD_CAFE));

    assertThat(prints.bandKeys(print))
        .containsExactly(-5934813497152092399L, -5433052297515735185L);
  }

  @Test
  void moreRowsThanAnyoneHasAreRefused() {
    assertThatThrownBy(() -> Prints.with("bands: 1000", "rows: 10"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("1000 bands of 10 rows are 10000 hashes");
  }

  private static List<String> words(Random random) {
    return IntStream.range(0, 2 + random.nextInt(40))
        .mapToObj(i -> "w" + Character.toString('a' + random.nextInt(12)))
        .toList();
  }

  private static List<String> changed(List<String> words, Random random) {
    String[] changed = words.toArray(String[]::new);
    changed[random.nextInt(changed.length)] = "other";
    return Arrays.asList(changed);
  }

  private static double jaccardOfPairs(List<String> one, List<String> other) {
    Set<String> mine = pairs(one);
    Set<String> all = new HashSet<>(mine);
    all.addAll(pairs(other));
    Set<String> shared = new HashSet<>(mine);
    shared.retainAll(pairs(other));
    return (double) shared.size() / all.size();
  }

  private static Set<String> pairs(List<String> words) {
    return IntStream.range(1, words.size())
        .mapToObj(i -> words.get(i - 1) + " " + words.get(i))
        .collect(Collectors.toSet());
  }
}
