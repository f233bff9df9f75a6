package dev.sluice.corpus.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.Segments;

/**
 * Cuts texts by the Unicode rules for words and sentences (UAX #29), with ICU's dictionaries for
 * Chinese, Japanese, Thai, Lao, Khmer and Burmese: the words are those of ICU's break iterators,
 * found faster ({@link WordCutter}), the sentences theirs.
 *
 * <p>It can be shared between threads: each text gets break iterators of its own, which are clones
 * of ones that ICU keeps. The segments of one text belong to one thread.
 */
public final class IcuSegmenter implements Segmenter {

  /** Makes a segmenter; ICU loads its rules when the first text of a language comes. */
  public IcuSegmenter() {}

  @Override
  public Segments segment(String text, LanguageLabel language) {
    ULocale locale = locale(language);
    return new IcuSegments(
        text,
        new WordCutter(text, () -> BreakIterator.getWordInstance(locale)),
        () -> BreakIterator.getSentenceInstance(locale));
  }

  private static ULocale locale(LanguageLabel language) {
    return language.code().equals("und") ? ULocale.ROOT : new ULocale(language.code());
  }
}
