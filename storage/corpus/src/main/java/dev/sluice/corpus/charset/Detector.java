package dev.sluice.corpus.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Guesses the encoding of bytes that nothing true is declared of, by ICU's statistics of byte
 * pairs.
 *
 * <p>The detector is given the text without markup, because it looks at the first 8,000 bytes only
 * and a page's head is mostly ASCII. Tags can be cut before decoding: no trail byte of the
 * encodings at hand is {@code <} or {@code >}.
 */
final class Detector {

  private static final int SAMPLE_BYTES = 8_000;
  private static final int MIN_CONFIDENCE = 10;

  private final EncodingLabels labels;

  Detector(EncodingLabels labels) {
    this.labels = labels;
  }

  /** The encodings that the bytes may be in, the likeliest first. */
  List<Encoding> guesses(byte[] body) {
    CharsetDetector detector = new CharsetDetector();
    detector.setText(sample(body));
    List<Encoding> guesses = new ArrayList<>();
    for (CharsetMatch match : detector.detectAll()) {
      if (match.getConfidence() >= MIN_CONFIDENCE && !match.getName().startsWith("UTF-32")) {
        labels.find(match.getName()).filter(e -> !guesses.contains(e)).ifPresent(guesses::add);
      }
    }
    return guesses;
  }

  private static byte[] sample(byte[] body) {
    byte[] sample = new byte[Math.min(body.length, SAMPLE_BYTES)];
    int length = 0;
    boolean inTag = false;
    for (int i = 0; i < body.length && length < sample.length; i++) {
      byte b = body[i];
      if (b == '<') {
        inTag = true;
      } else if (b == '>') {
        inTag = false;
      } else if (!inTag && !(b >= 0 && b <= ' ' && length > 0 && sample[length - 1] == b)) {
        sample[length++] = b;
      }
    }
    return Arrays.copyOf(sample, length);
  }
}
