package dev.sluice.corpus.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenizerJsonTest {

  @BeforeAll
  void loadTheLibrary(@TempDir Path folder) {
    TokenizerJson.loadLibrary(folder.toString());
  }

  @Test
  void tokensAreThoseOfAnEncoderThatWasWrittenApart() {
    try (TokenizerJson tokenizer = TokenizerJson.of("tiny.json", TokenCases.tokenizer())) {
      assertThat(TokenCases.all()).hasSizeGreaterThan(5);
      for (TokenCases.Case one : TokenCases.all()) {
        assertThat(tokenizer.encode(one.text()))
            .as(one.text())
            .containsExactly(one.tokens().stream().mapToInt(it -> it).toArray());
      }
    }
  }

  @Test
  void aTextThatNamesControlTokensHasNone() {
    try (TokenizerJson tokenizer = TokenizerJson.of("tiny.json", TokenCases.tokenizer())) {
      int end = tokenizer.number("<|endoftext|>").orElseThrow();
      int beside = tokenizer.number("<|beside|>").orElseThrow();
      assertThat(tokenizer.controlTokens()).containsExactly("<|endoftext|>", "<|beside|>");
      assertThat(tokenizer.size()).isEqualTo(beside + 1);
      assertThat(tokenizer.encode("a <|endoftext|> b <|beside|>"))
          .isNotEmpty()
          .doesNotContain(end, beside);
      assertThat(tokenizer.number("<|nowhere|>")).isEmpty();
    }
  }

  @Test
  void addedTokensThatAreNoControlTokensKeepTheirNumbers() {
    String more =
        TokenCases.tokenizer()
            .replaceFirst(
                "\"added_tokens\": \\[",
                "\"added_tokens\": ["
                    + "{\"id\": 457, \"content\": \"<|first|>\", \"special\": true,"
                    + " \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
                    + " \"normalized\": false},"
                    + "{\"id\": 458, \"content\": \"GOLD\", \"special\": false,"
                    + " \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
                    + " \"normalized\": false},");
    try (TokenizerJson tokenizer = TokenizerJson.of("more.json", more)) {
      assertThat(tokenizer.encode("GOLD")).containsExactly(458);
      assertThat(tokenizer.encode("<|first|>")).doesNotContain(457);
    }
  }

  @Test
  void manyThreadsShareIt() throws Exception {
    try (TokenizerJson tokenizer = TokenizerJson.of("tiny.json", TokenCases.tokenizer())) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<int[]>> found =
            IntStream.range(0, 200)
                .mapToObj(i -> threads.submit(() -> tokenizer.encode("The river 河 " + i % 10)))
                .toList();
        for (int i = 0; i < found.size(); i++) {
          assertThat(found.get(i).get()).isEqualTo(tokenizer.encode("The river 河 " + i % 10));
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void aBrokenFileIsRefusedByItsName() {
    assertRefused("{", "broken JSON");
    assertRefused("[1]", "no object");
    assertRefused("{\"model\": {}}", "no vocabulary at model.vocab");
    assertRefused(
        "{\"model\": {\"type\": \"Unheard\", \"vocab\": {\"a\": 0}}}",
        "no tokenizer.json that can be used");
  }

  private static void assertRefused(String json, String why) {
    assertThatThrownBy(() -> TokenizerJson.of("their.json", json))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("their.json")
        .hasMessageContaining(why);
  }

  @Test
  void aClosedOneIsOfNoUse() {
    TokenizerJson tokenizer = TokenizerJson.of("tiny.json", TokenCases.tokenizer());
    tokenizer.close();
    tokenizer.close();
    assertThatThrownBy(() -> tokenizer.encode("x")).isInstanceOf(IllegalStateException.class);
  }
}
