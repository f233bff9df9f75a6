package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.RecipeComparison.Example;
import dev.sluice.pages.model.PageUrl;

/** A page, and what two recipes made of it. */
public record PagePair(PageUrl url, Reading before, Reading after) {

  private static final int START = 200;

  /** The language that the second recipe found, or else the first. */
  String language() {
    return after.language().equals(Reading.NO_LANGUAGE) ? before.language() : after.language();
  }

  /** The page as an example of this measurement in one of its readings. */
  Example example(Reading reading, Measurement of) {
    String line = reading.text().replaceAll("\\s+", " ");
    int end = line.offsetByCodePoints(0, Math.min(START, line.codePointCount(0, line.length())));
    return new Example(
        url.toString(),
        reading.language(),
        of.measured().display(),
        of.limit(),
        line.substring(0, end));
  }
}
