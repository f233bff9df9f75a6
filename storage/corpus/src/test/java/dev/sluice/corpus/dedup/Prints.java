package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.text.IcuSegmenter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints as tests ask for them: the defaults, but for what is said. */
final class Prints {

  private static final IcuSegmenter SEGMENTER = new IcuSegmenter();

  private Prints() {}

  /** Prints with parameters, written {@code name: value}. */
  static NearPrint with(String... parameters) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    NearPrint.parameters().forEach(known -> values.put(known.name(), known.defaults()));
    for (String parameter : parameters) {
      String[] pair = parameter.split(": ");
      values.put(pair[0], List.of(pair[1]));
    }
    return NearPrint.of(new Parameters(values));
  }

  static Segments segments(String text) {
    return SEGMENTER.segment(text, LanguageLabel.UNKNOWN);
  }

  /** The similarity of two texts by prints. */
  static double jaccard(NearPrint prints, String one, String other) {
    return prints.jaccard(prints.of(segments(one)), prints.of(segments(other)));
  }
}
