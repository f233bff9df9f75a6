package dev.sluice.bench.dedup;

import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Changes texts about as much as is asked for: words here and there, a run of words in the middle,
 * an end that is missing or added. Words that are put in come from other texts.
 */
final class Edits {

  private final Random random;
  private final List<String> vocabulary;
  private final String space;

  /**
   * Edits with a fixed seed.
   *
   * @param vocabulary texts that words are taken from
   * @param space what stands before a word that is put in
   */
  Edits(List<Segments> vocabulary, String space) {
    this.random = new Random(11);
    this.vocabulary = vocabulary.stream().flatMap(text -> words(text).stream()).toList();
    this.space = space;
  }

  private static List<String> words(Segments text) {
    TokenSpans tokens = text.spans();
    List<String> words = new ArrayList<>();
    for (int token = 0; token < tokens.count(); token++) {
      if (tokens.isWord(token)) {
        words.add(text.text().substring(tokens.start(token), tokens.end(token)));
      }
    }
    return words;
  }

  /**
   * A text that has about a similarity with another.
   *
   * @param shingle in words
   */
  String near(Segments text, double similarity, double shingle) {
    List<String> tokens = tokens(text);
    int count = tokens.size();
    double changed = (1 - similarity) / (1 + similarity) * count;
    switch (random.nextInt(4)) {
      case 0 -> scatter(tokens, (int) Math.round(changed / shingle));
      case 1 -> replaceRun(tokens, (int) Math.round(changed));
      case 2 -> tokens.subList((int) Math.round(similarity * count), count).clear();
      default -> addRun(tokens, (int) Math.round((1 / similarity - 1) * count));
    }
    return String.join("", tokens);
  }

  /** A text of which each word is another with a probability. */
  String scattered(Segments text, double share) {
    List<String> tokens = tokens(text);
    for (int i = 0; i < tokens.size(); i++) {
      if (random.nextDouble() < share) {
        tokens.set(i, word());
      }
    }
    return String.join("", tokens);
  }

  /** The tokens, each with what stands before it. */
  private static List<String> tokens(Segments text) {
    TokenSpans spans = text.spans();
    List<String> tokens = new ArrayList<>();
    int from = 0;
    for (int token = 0; token < spans.count(); token++) {
      tokens.add(text.text().substring(from, spans.end(token)));
      from = spans.end(token);
    }
    return tokens;
  }

  private void scatter(List<String> tokens, int edits) {
    for (int i = 0; i < edits; i++) {
      tokens.set(random.nextInt(tokens.size()), word());
    }
  }

  private void replaceRun(List<String> tokens, int length) {
    int start = random.nextInt(Math.max(1, tokens.size() - length));
    for (int i = start; i < Math.min(tokens.size(), start + length); i++) {
      tokens.set(i, word());
    }
  }

  private void addRun(List<String> tokens, int length) {
    for (int i = 0; i < length; i++) {
      tokens.add(word());
    }
  }

  private String word() {
    return space + vocabulary.get(random.nextInt(vocabulary.size()));
  }
}
