package dev.sluice.corpus.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class BenchmarkIndexTest {

  private static final String ENGLISH =
      "A miller keeps the gate of a weir closed for nine hours and opens it at dusk; by how much does"
          + " the water fall if the river brings two cubic metres a second?";
  private static final String CHINESE = "磨坊主把水闸关闭九个小时，黄昏时打开。如果河流每秒流入两立方米的水，那么水位会下降多少厘米？请选择正确的答案。";
  private static final BenchmarkIndex.Lengths LENGTHS = new BenchmarkIndex.Lengths(8, 4, 25, 6);

  @Test
  void anItemIsFoundWhateverItsCaseItsPunctuationAndItsLines() {
    String page =
        "Homework of the week\n\n A MILLER keeps the gate - of a weir - closed\nfor nine hours, and opens\n"
            + "it at “dusk”. By how much does the\nwater fall, if the river brings two cubic\nmetres a second";
    List<Finding> found = index(new BenchmarkItem("en.jsonl", 7, List.of(ENGLISH))).find(page);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).file()).isEqualTo("en.jsonl");
    assertThat(found.get(0).line()).isEqualTo(7);
    assertThat(found.get(0).share()).isEqualTo(1);
    assertThat(said(page, found.get(0))).startsWith("A MILLER").endsWith("a second");
  }

  @Test
  void aChineseItemIsFoundByItsCharacters() {
    String page = "每日一题\n磨坊主把水闸关闭九个小时,黄昏时打开.\n如果河流每秒流入两立方米的水\n那么水位会下降多少厘米? 请选择 正确的答案";
    List<Finding> found = index(new BenchmarkItem("zh.jsonl", 3, List.of(CHINESE))).find(page);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).share()).isEqualTo(1);
    assertThat(said(page, found.get(0))).startsWith("磨坊主").endsWith("答案");
  }

  @Test
  void sevenWordsOfEightAndTwentyFourCharactersOfTwentyFiveAreNotEnough() {
    BenchmarkIndex index =
        index(
            new BenchmarkItem("en", 1, List.of(ENGLISH)),
            new BenchmarkItem("zh", 1, List.of(CHINESE)));
    assertThat(index.find("x by how much does the water fall y")).isEmpty();
    assertThat(index.find("x by how much does the water fall if y")).hasSize(1);
    assertThat(index.find("啊磨坊主把水闸关闭九个小时，黄昏时打开。如果河流每秒流啊")).isEmpty();
    assertThat(index.find("啊磨坊主把水闸关闭九个小时，黄昏时打开。如果河流每秒流入啊")).hasSize(1);
  }

  @Test
  void aShortItemIsFoundAsAWholeAndOneThatIsTooShortIsLeftOut() {
    BenchmarkIndex index =
        index(
            new BenchmarkItem("en", 1, List.of("Who opened the weir?")),
            new BenchmarkItem("en", 2, List.of("Who did?")),
            new BenchmarkItem("zh", 3, List.of("谁打开了水闸？")));
    assertThat(index.items()).isEqualTo(2);
    assertThat(index.itemsLeftOut()).isEqualTo(1);
    assertThat(index.find("And who opened\nthe weir, then? 谁打开了水闸呢")).hasSize(2);
    assertThat(index.find("Who opened the gate? 谁关闭了水闸")).isEmpty();
  }

  @Test
  void theShareIsThatOfDifferentRunsOverAllPartsOfAnItem() {
    String question = words("q", 15);
    String answer = words("a", 8);
    BenchmarkIndex index = index(new BenchmarkItem("en", 1, List.of(question, answer)));
    assertThat(index.runs()).isEqualTo(8 + 1);
    Finding half = index.find(question + " . " + question).get(0);
    assertThat(half.share()).isCloseTo(8.0 / 9, within(1e-9));
    assertThat(half.places()).hasSize(2);
    assertThat(index.find(answer + " then " + question).get(0).share()).isEqualTo(1);
  }

  @Test
  void anItemInTwoScriptsIsFoundInBoth() {
    BenchmarkIndex index = index(new BenchmarkItem("both", 1, List.of(ENGLISH, CHINESE)));
    Finding found = index.find(CHINESE + "\n— " + ENGLISH).get(0);
    assertThat(found.share()).isEqualTo(1);
    assertThat(found.places()).hasSize(2);
    assertThat(found.places().get(0).start()).isZero();
  }

  @Test
  void whatStandsInManyItemsCountsForEightOfThem() {
    BenchmarkItem[] items = new BenchmarkItem[50];
    for (int i = 0; i < items.length; i++) {
      items[i] = new BenchmarkItem("en", i + 1, List.of(words("same", 9)));
    }
    assertThat(index(items).find(words("same", 9)))
        .extracting(Finding::line)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void inTextsOfChanceExactlyWhatWasPutThereIsFound() {
    Random random = new Random(3);
    BenchmarkItem[] items = new BenchmarkItem[200];
    for (int i = 0; i < items.length; i++) {
      items[i] = new BenchmarkItem("en", i + 1, List.of(chance(random, 20, 1_000_000)));
    }
    BenchmarkIndex index = index(items);
    for (int round = 0; round < 200; round++) {
      int wanted = random.nextInt(items.length);
      String text =
          chance(random, 500, 1_000_000)
              + " "
              + items[wanted].parts().get(0)
              + " "
              + chance(random, 500, 1_000_000);
      assertThat(index.find(text)).extracting(Finding::line).containsExactly(wanted + 1);
      assertThat(index.find(text).get(0).share()).isEqualTo(1);
    }
  }

  @Test
  void oneTextThatRepeatsAnItemHasOnePlacePerCopy() {
    BenchmarkIndex index = index(new BenchmarkItem("en", 1, List.of(ENGLISH)));
    Finding found = index.find((ENGLISH + " - and again - ").repeat(300)).get(0);
    assertThat(found.places()).hasSize(300);
  }

  private static BenchmarkIndex index(BenchmarkItem... items) {
    BenchmarkIndex.Builder builder = new BenchmarkIndex.Builder(LENGTHS);
    List.of(items).forEach(builder::add);
    return builder.build();
  }

  private static String said(String text, Finding found) {
    Finding.Place place = found.places().get(0);
    return text.substring(place.start(), place.end());
  }

  private static String words(String word, int count) {
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < count; i++) {
      text.add(word + i);
    }
    return text.toString();
  }

  private static String chance(Random random, int count, int words) {
    StringJoiner text = new StringJoiner(" ");
    for (int i = 0; i < count; i++) {
      text.add("w" + random.nextInt(words));
    }
    return text.toString();
  }
}
