package dev.sluice.bench.language;

import dev.sluice.bench.language.LabelledTexts.Labelled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pieces of about the same length of labelled texts: each text from its start to the last white
 * space before the length, if that is not far before it; texts of one document that are too short
 * by themselves are joined.
 */
final class Pieces {

  /** White space is looked for in the last third. */
  private static final double NEAR = 0.67;

  private final int length;
  private final int most;

  /**
   * Pieces of some length.
   *
   * @param length in characters
   * @param most so many of a language and family; if there are more, evenly chosen
   */
  Pieces(int length, int most) {
    this.length = length;
    this.most = most;
  }

  /** The pieces of a family of texts, by language. */
  Map<String, List<Labelled>> of(LabelledTexts family) {
    Map<String, List<Labelled>> all = new TreeMap<>();
    Map<String, StringBuilder> open = new LinkedHashMap<>();
    for (Labelled labelled : family.texts()) {
      String document = labelled.lang() + " " + labelled.file();
      StringBuilder text = open.computeIfAbsent(document, name -> new StringBuilder());
      text.append(text.isEmpty() ? "" : " ").append(labelled.text());
      if (text.length() >= length) {
        all.computeIfAbsent(labelled.lang(), lang -> new ArrayList<>())
            .add(new Labelled(labelled.lang(), cut(text.toString()), labelled.file()));
        open.remove(document);
      }
    }
    all.replaceAll((lang, pieces) -> few(pieces));
    return all;
  }

  private String cut(String text) {
    int space = text.lastIndexOf(' ', length);
    return text.substring(0, space >= NEAR * length ? space : length);
  }

  private List<Labelled> few(List<Labelled> pieces) {
    if (pieces.size() <= most) {
      return pieces;
    }
    List<Labelled> few = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      few.add(pieces.get((int) ((long) i * pieces.size() / most)));
    }
    return few;
  }
}
