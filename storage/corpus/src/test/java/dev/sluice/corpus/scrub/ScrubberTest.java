package dev.sluice.corpus.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code scrub/cases.tsv} marks what has to be found; adding a case needs no Java. */
class ScrubberTest {

  private static final Pattern MARKED = Pattern.compile("«([^»]*)»");
  private static final int HOSTILE = 1_000_000;

  /** Most begin what is looked for and never end it. The square of the length would take hours. */
  private static final List<String> HOSTILE_PARTS =
      List.of(
          "1",
          "1 ",
          "1-",
          "1.",
          "+1(",
          "+49(0)",
          "(0",
          "0086 ",
          "1:",
          ":",
          "::",
          "f.",
          "6222 ",
          "a",
          "a@",
          "a.@",
          "a.",
          "@",
          "@a.",
          "@" + "a.".repeat(126),
          "微信:",
          "微信",
          "QQ",
          "加v",
          "京A",
          "京",
          "护照号",
          "汉",
          "\ud842");

  record Case(String kind, String marked) {

    String text() {
      return marked.replace("«", "").replace("»", "").replace("\\n", "\n");
    }

    List<String> wanted() {
      List<String> wanted = new ArrayList<>();
      Matcher marks = MARKED.matcher(marked.replace("\\n", "\n"));
      while (marks.find()) {
        wanted.add(marks.group(1));
      }
      return wanted;
    }
  }

  static List<Case> cases() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/scrub/cases.tsv")).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split("\t", 2))
        .map(parts -> new Case(parts[0], parts[1]))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aKindIsFoundWhereTheFixtureMarksItAndNowhereElse(Case given) {
    PersonalData kind = PersonalData.valueOf(given.kind().toUpperCase(Locale.ROOT));
    List<Span> found = new Scrubber(EnumSet.of(kind), false).find(given.text());
    assertThat(texts(given.text(), found)).isEqualTo(given.wanted());
  }

  @Test
  void everyKindHasCasesThatAreFoundAndCasesThatAreNot() throws IOException {
    for (PersonalData kind : PersonalData.values()) {
      List<Case> own = cases().stream().filter(it -> it.kind().equals(kind.word())).toList();
      assertThat(own).as("%s", kind).anyMatch(it -> it.wanted().isEmpty());
      assertThat(own).as("%s", kind).anyMatch(it -> !it.wanted().isEmpty());
    }
  }

  @Test
  void privateAddressesCountWhereTheyAreAskedFor() {
    String text = "Log in to 192.168.1.1 or fe80::1 or 10.0.0.7, not to 8.8.8.85.2";
    Scrubber all = new Scrubber(EnumSet.of(PersonalData.IP), true);
    assertThat(texts(text, all.find(text))).containsExactly("192.168.1.1", "fe80::1", "10.0.0.7");
  }

  @Test
  void whatTwoKindsClaimBelongsToTheFirstAndNothingIsFoundTwice() {
    String text = "邮箱13800138000@163.com，微信号13800138000，身份证11010519491231002X";
    List<Span> found = new Scrubber(EnumSet.allOf(PersonalData.class), false).find(text);
    assertThat(found)
        .extracting(Span::kind)
        .containsExactly(PersonalData.EMAIL, PersonalData.WECHAT, PersonalData.RESIDENT_ID);
  }

  @Test
  void aValueIsTheSameHoweverItIsWritten() {
    String text = "13800138000 138-0013-8000 +86 138 0013 8000 (+86)13800138000 １３８００１３８０００";
    List<Span> found = new Scrubber(EnumSet.of(PersonalData.PHONE), false).find(text);
    assertThat(found).hasSize(5).extracting(Span::value).containsOnly("+8613800138000");
  }

  @Test
  void aSpanDoesNotTellItsValue() {
    assertThat(new Span(PersonalData.QQ, 3, 9, "123456")).hasToString("qq at 3..9");
  }

  @ParameterizedTest
  @EnumSource(PersonalData.class)
  @Timeout(60)
  void hostileTextsAreReadToTheirEndInTimeInProportionToTheirLength(PersonalData kind) {
    Scrubber scrubber = new Scrubber(EnumSet.of(kind), true);
    for (String part : HOSTILE_PARTS) {
      String text = part.repeat(HOSTILE / part.length());
      assertThatCode(() -> scrubber.find(text)).as(part).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(PersonalData.class)
  void aHalfOfAPairIsLikeAnyOtherCharacterThatIsNone(PersonalData kind) {
    Scrubber scrubber = new Scrubber(EnumSet.of(kind), true);
    String text =
        "110105194912310\ud842 \udfb7x@\ud842y.org 京\ud842A12345 微信：\udfb7 +\ud842 \ud842";
    assertThat(scrubber.find(text)).isEmpty();
    assertThat(scrubber.find("")).isEmpty();
  }

  @Test
  void spansAreInOrderApartAndInsideOfTextsOfChance() {
    String alphabet = "0123456789 -+()@.:京A新微信号QQ护照abx＠１\n";
    Scrubber scrubber = new Scrubber(EnumSet.allOf(PersonalData.class), true);
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int free = 0;
      for (Span span : scrubber.find(text.toString())) {
        assertThat(span.start()).as(text.toString()).isGreaterThanOrEqualTo(free);
        assertThat(span.end()).isGreaterThan(span.start()).isLessThanOrEqualTo(text.length());
        free = span.end();
      }
    }
  }

  private static List<String> texts(String text, List<Span> spans) {
    return spans.stream().map(span -> text.substring(span.start(), span.end())).toList();
  }
}
