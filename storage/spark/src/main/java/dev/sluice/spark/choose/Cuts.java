package dev.sluice.spark.choose;

import dev.sluice.corpus.model.TextRange;
import java.util.List;

/**
 * What a step cuts out of a candidate's text.
 *
 * @param number of the candidate
 * @param ranges in order, without overlap
 */
record Cuts(int number, List<TextRange> ranges) {}
