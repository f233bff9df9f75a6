package dev.sluice.corpus.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TiktokenVocabularyTest {

  private static final List<String> TEXTS =
      List.of(
          "hello world",
          "It's what WE'LL do: don't, they'RE; l'été déjà-vu",
          "12345 and 3.14159 \t\n\n  \r\n tabs  and   spaces   ",
          "水闸让河水通过，把金子留下来。繁體字與简体字",
          "Привет, мир! नमस्ते สวัสดี 한국어 😀👩‍👩‍👧 𠮷",
          "<|endoftext|> is text here",
          "if (x == 0) { return path/to/file; }\u00a0\u2003wide",
          "ALLCAPSWord camelCaseWord snake_case_word");

  /** JTokkit has the published files in its jar, so that none needs to be fetched. */
  private static byte[] published(EncodingType type) {
    String file = "/com/knuddels/jtokkit/" + type.getName() + ".tiktoken";
    try (InputStream in = Encodings.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static TiktokenVocabulary open(byte[] content, Optional<String> cut) {
    return TiktokenVocabulary.of(
        "their.tiktoken",
        new String(content, StandardCharsets.UTF_8),
        ContentHash.of(content).hex(),
        cut);
  }

  @ParameterizedTest
  @EnumSource(
      value = EncodingType.class,
      names = {"R50K_BASE", "P50K_BASE", "CL100K_BASE", "O200K_BASE"})
  void publishedFilesAreKnownAndGiveTheTokensThatTheyAreKnownFor(EncodingType type) {
    Encoding known = Encodings.newLazyEncodingRegistry().getEncoding(type);
    TiktokenVocabulary vocabulary = open(published(type), Optional.empty());
    for (String text : TEXTS) {
      assertThat(vocabulary.encode(text))
          .as(text)
          .containsExactly(known.encodeOrdinary(text).toArray());
    }
    int end = vocabulary.number("<|endoftext|>").orElseThrow();
    assertThat(known.decode(tokens(end))).isEqualTo("<|endoftext|>");
    assertThat(vocabulary.size()).isGreaterThan(end);
    assertThat(vocabulary.encode("<|endoftext|>")).doesNotContain(end);
  }

  /** A pattern that is not known by its name, so that JTokkit's own cutters have no part in it. */
  private static TiktokenVocabulary cutByExpression(EncodingType type, TiktokenCut cut) {
    return open(published(type), Optional.of("(?:" + cut.pattern().pattern() + ")"));
  }

  @Test
  void theCutterThatWasWrittenByHandCutsRealTextsAsTheExpressionDoes() throws IOException {
    TiktokenVocabulary quick = open(published(EncodingType.CL100K_BASE), Optional.of("cl100k"));
    TiktokenVocabulary exact = cutByExpression(EncodingType.CL100K_BASE, TiktokenCut.CL100K);
    List<Path> texts;
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/rules"))) {
      texts = files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    assertThat(texts).anyMatch(file -> file.getFileName().toString().startsWith("zh"));
    assertThat(texts).hasSizeGreaterThan(100);
    for (Path file : texts) {
      String text = Files.readString(file);
      assertThat(quick.encode(text)).as(file.toString()).containsExactly(exact.encode(text));
    }
  }

  @Test
  void theCutterThatWasWrittenByHandCutsEveryCharacterAsTheExpressionDoes() {
    TiktokenVocabulary quick = open(published(EncodingType.CL100K_BASE), Optional.empty());
    TiktokenVocabulary exact = cutByExpression(EncodingType.CL100K_BASE, TiktokenCut.CL100K);
    int inOne = 1 << 8;
    for (int first = 0; first <= Character.MAX_CODE_POINT; first += inOne) {
      StringBuilder text = new StringBuilder();
      for (int point = first; point < first + inOne; point++) {
        int type = Character.getType(point);
        boolean isOneOfMany = point >= 0x2_0000 && point % 61 != 0;
        if (type != Character.UNASSIGNED && type != Character.SURROGATE && !isOneOfMany) {
          String character = Character.toString(point);
          text.append('a').append(character).append("b 1").append(character).append("  ");
          text.append(character).append(character).append('\n').append(character).append('.');
        }
      }
      assertThat(quick.encode(text.toString()))
          .as(Integer.toHexString(first))
          .containsExactly(exact.encode(text.toString()));
    }
  }

  @Test
  void theCuttersAgreeOnWhateverStandsSideBySide() {
    TiktokenVocabulary quick = open(published(EncodingType.CL100K_BASE), Optional.empty());
    TiktokenVocabulary exact = cutByExpression(EncodingType.CL100K_BASE, TiktokenCut.CL100K);
    int[] points =
        "aZ'sTreLl1२Ⅳ² \t\n\r\u00a0\u3000\u0085\u2028.!-/é\u0301中の😀ǅſ\0\u200b"
            .codePoints()
            .toArray();
    Random random = new Random(20_240_719);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(14); length > 0; length--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      assertThat(quick.encode(text.toString()))
          .as(text.toString())
          .containsExactly(exact.encode(text.toString()));
    }
  }

  @Test
  void halfOfAPairOfSurrogatesIsAQuestionMark() {
    for (EncodingType type : List.of(EncodingType.R50K_BASE, EncodingType.CL100K_BASE)) {
      TiktokenVocabulary vocabulary = open(published(type), Optional.empty());
      assertThat(vocabulary.encode("a\ud800b 😀 \udc00"))
          .containsExactly(vocabulary.encode("a?b 😀 ?"));
    }
  }

  private static com.knuddels.jtokkit.api.IntArrayList tokens(int token) {
    com.knuddels.jtokkit.api.IntArrayList one = new com.knuddels.jtokkit.api.IntArrayList(1);
    one.add(token);
    return one;
  }

  @Test
  void numbersAreThoseThatEverybodyKnows() {
    assertThat(open(published(EncodingType.CL100K_BASE), Optional.empty()).encode("hello world"))
        .containsExactly(15339, 1917);
    assertThat(open(published(EncodingType.R50K_BASE), Optional.empty()).encode("hello world"))
        .containsExactly(31373, 995);
  }

  private static byte[] bytesAnd(String... more) {
    StringBuilder lines = new StringBuilder();
    int rank = 0;
    for (; rank < 256; rank++) {
      lines.append(line(new byte[] {(byte) rank}, rank));
    }
    for (String token : more) {
      lines.append(line(token.getBytes(StandardCharsets.UTF_8), rank++));
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(byte[] token, int rank) {
    return Base64.getEncoder().encodeToString(token) + " " + rank + "\n";
  }

  @Test
  void anotherVocabularyIsCutAsTheUserSays() {
    byte[] content = bytesAnd("ab", "12", "ab1");
    assertThat(open(content, Optional.of("cl100k")).encode("ab12")).containsExactly(256, 257);
    assertThat(open(content, Optional.of("qwen")).encode("ab12")).containsExactly(256, '1', '2');
    assertThat(open(content, Optional.of("(?s).+")).encode("ab12")).containsExactly(256, 257);
    assertThat(open(content, Optional.of("gpt2")).size()).isEqualTo(259);
    assertThat(open(content, Optional.of("gpt2")).number("ab")).isEmpty();
  }

  @Test
  void whatIsMissingOrBrokenIsToldWithTheWayOut() {
    byte[] content = bytesAnd("ab");
    assertThatThrownBy(() -> open(content, Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("their.tiktoken", "--tokenizer-pattern", "gpt2, cl100k, qwen");
    assertThatThrownBy(() -> open(content, Optional.of("(")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("'('", "cl100k", "Unclosed group");
    byte[] broken = (new String(content, StandardCharsets.US_ASCII) + "YWI=\n").getBytes();
    assertThatThrownBy(() -> open(broken, Optional.of("gpt2")))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("their.tiktoken:258: ");
    assertThatThrownBy(() -> open(line(new byte[] {0}, 0).getBytes(), Optional.of("gpt2")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no token for the byte 1");
  }
}
