package dev.sluice.corpus.scrub;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands where personal data stood: a text for each kind, chosen by the value alone, so that
 * the same value has the same replacement wherever it stands, whatever the order of the pages.
 *
 * <p>{@code {hash}} in a text becomes 16 hexadecimal digits of the HMAC-SHA-256 (RFC 2104) of kind
 * and value under a key. Who does not know the key cannot try values out, which for telephone
 * numbers and a plain hash takes minutes.
 */
final class Replacements {

  /** Where the hash stands in a text. */
  static final String HASH = "{hash}";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int HASH_BYTES = 8;

  private final Map<PersonalData, List<String>> texts;
  private final Optional<SecretKeySpec> key;

  /**
   * Replacements.
   *
   * @param texts by kind, at least one for each kind that is named; a kind that is not named has
   *     {@code <kind>}, or {@code <kind:hash>} with a key
   * @param key secret bytes; none if no text has a hash
   */
  Replacements(Map<PersonalData, List<String>> texts, Optional<byte[]> key) {
    this.key = key.map(bytes -> new SecretKeySpec(bytes, ALGORITHM));
    this.texts = new EnumMap<>(PersonalData.class);
    for (PersonalData kind : PersonalData.values()) {
      String hash = key.isPresent() ? ":" + HASH : "";
      this.texts.put(kind, texts.getOrDefault(kind, List.of("<" + kind.word() + hash + ">")));
    }
  }

  /** The text with a replacement at each of these places, which are in order and apart. */
  String applyTo(String text, List<Span> spans) {
    StringBuilder scrubbed = new StringBuilder(text.length());
    int copied = 0;
    for (Span span : spans) {
      scrubbed.append(text, copied, span.start()).append(of(span));
      copied = span.end();
    }
    return scrubbed.append(text, copied, text.length()).toString();
  }

  private String of(Span span) {
    List<String> choices = Objects.requireNonNull(texts.get(span.kind()));
    byte[] digest = digest(span);
    String chosen = choices.get(Byte.toUnsignedInt(digest[digest.length - 1]) % choices.size());
    return chosen.contains(HASH)
        ? chosen.replace(HASH, HexFormat.of().formatHex(digest, 0, HASH_BYTES))
        : chosen;
  }

  /** Without a key it only chooses among texts, and never leaves. */
  private byte[] digest(Span span) {
    String value = span.kind().word() + ":" + span.value();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key.orElse(new SecretKeySpec(new byte[1], ALGORITHM)));
      return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJavaPlatformHasIt) {
      throw new IllegalStateException(everyJavaPlatformHasIt);
    }
  }
}
