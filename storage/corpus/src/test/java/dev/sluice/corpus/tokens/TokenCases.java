package dev.sluice.corpus.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts with the tokens that docs/proofs/megatron.py gives them, which shares no code with us. */
public final class TokenCases {

  /** What ends a document in the files of Megatron-LM's builder. */
  public static final String END = "<|endoftext|>";

  private TokenCases() {}

  /** A text and its tokens. */
  public record Case(String text, List<Integer> tokens) {}

  /** All of them. */
  public static List<Case> all() {
    return new String(file("cases.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .map(json -> new Case(json.get("text").asString(), numbers(json.get("tokens"))))
        .toList();
  }

  private static List<Integer> numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }

  /** The tiny tokenizer. */
  public static String tokenizer() {
    return new String(file("tiny.json"), StandardCharsets.UTF_8);
  }

  /** A file that lies with the tests. */
  public static byte[] file(String name) {
    try (InputStream in = TokenCases.class.getResourceAsStream("/tokens/" + name)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
