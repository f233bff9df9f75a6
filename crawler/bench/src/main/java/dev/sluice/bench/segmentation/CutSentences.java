package dev.sluice.bench.segmentation;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.TokenSpans;
import dev.sluice.corpus.text.TableFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sentences that were cut into words by hand, and how many of their words a segmenter finds.
 *
 * @param language of all of them
 * @param sentences each with a space between its words
 */
record CutSentences(String language, List<String> sentences) {

  /** The sentences of the file {@code LANGUAGE.txt} beside this class. */
  static CutSentences read(String language) {
    TableFile file = new TableFile(CutSentences.class, language + ".txt");
    return new CutSentences(language, file.rows().stream().map(row -> row[0]).toList());
  }

  /**
   * How many words two cuts share.
   *
   * @param byHand words as people cut them
   * @param found words as the segmenter cut them
   * @param both words that are in both
   */
  record Agreement(int byHand, int found, int both) {

    /** The harmonic mean of the shares of found words that are right and of right ones found. */
    double f1() {
      return 2.0 * both / (byHand + found);
    }

    private Agreement plus(Set<Long> right, Set<Long> own) {
      Set<Long> shared = new HashSet<>(right);
      shared.retainAll(own);
      return new Agreement(byHand + right.size(), found + own.size(), both + shared.size());
    }
  }

  /** How a segmenter cuts them. */
  Agreement agreement(Segmenter segmenter) {
    Agreement all = new Agreement(0, 0, 0);
    for (String sentence : sentences) {
      String text = sentence.replace(" ", "");
      TokenSpans spans = segmenter.segment(text, new LanguageLabel(language, "Zyyy", 1)).spans();
      Set<Long> own = new HashSet<>();
      for (int i = 0; i < spans.count(); i++) {
        own.add(place(spans.start(i), spans.end(i)));
      }
      all = all.plus(places(sentence), own);
    }
    return all;
  }

  private static Set<Long> places(String sentence) {
    Set<Long> places = new HashSet<>();
    int at = 0;
    for (String word : sentence.split(" ")) {
      places.add(place(at, at + word.length()));
      at += word.length();
    }
    return places;
  }

  private static long place(int start, int end) {
    return (long) start << Integer.SIZE | end;
  }
}
