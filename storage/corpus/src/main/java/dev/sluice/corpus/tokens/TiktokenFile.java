package dev.sluice.corpus.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The vocabularies that OpenAI published, by the SHA-256 of the file. Source: {@code
 * tiktoken_ext/openai_public.py} of tiktoken.
 */
enum TiktokenFile {
  R50K_BASE(
      "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
      EncodingType.R50K_BASE,
      TiktokenCut.GPT2,
      Map.of("<|endoftext|>", 50_256)),
  P50K_BASE(
      "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
      EncodingType.P50K_BASE,
      TiktokenCut.GPT2,
      Map.of("<|endoftext|>", 50_256)),
  CL100K_BASE(
      "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
      EncodingType.CL100K_BASE,
      TiktokenCut.CL100K,
      Map.of(
          "<|endoftext|>", 100_257,
          "<|fim_prefix|>", 100_258,
          "<|fim_middle|>", 100_259,
          "<|fim_suffix|>", 100_260,
          "<|endofprompt|>", 100_276)),
  O200K_BASE(
      "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
      EncodingType.O200K_BASE,
      TiktokenCut.O200K,
      Map.of("<|endoftext|>", 199_999, "<|endofprompt|>", 200_018));

  private final String sha256;
  private final EncodingType type;
  private final TiktokenCut cut;
  private final Map<String, Integer> control;

  TiktokenFile(String sha256, EncodingType type, TiktokenCut cut, Map<String, Integer> control) {
    this.sha256 = sha256;
    this.type = type;
    this.cut = cut;
    this.control = control;
  }

  static Optional<TiktokenFile> of(String sha256) {
    return Arrays.stream(values()).filter(file -> file.sha256.equals(sha256)).findFirst();
  }

  /**
   * What JTokkit encodes by this file. It brings the same bytes along, and for some of them a
   * cutter that was written by hand and is more than twice as fast as the expression.
   */
  Encoding encoding() {
    return Encodings.newLazyEncodingRegistry().getEncoding(type);
  }

  /**
   * Whether words are cut as its publisher has it: the name of its {@link TiktokenCut}, or none.
   */
  boolean cutsBy(Optional<String> nameOrExpression) {
    return nameOrExpression.map(cut.label()::equals).orElse(true);
  }

  Map<String, Integer> control() {
    return control;
  }
}
