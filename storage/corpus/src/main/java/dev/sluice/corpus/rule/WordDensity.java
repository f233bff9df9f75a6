package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The step {@code word-density}: advertising, gambling and pornography by the words that such pages
 * are full of.
 *
 * <p>For each topic two values: {@code TOPIC}, how often words of its lists stand in the text for
 * each 1,000 code points, and {@code TOPIC-words}, how many different ones. A page is dropped where
 * the first is above {@code max_TOPIC} and the second at least {@code distinct_words}: a report on
 * a casino says "casino" often, an advertisement for one says twenty such words. A single number,
 * as ChineseWebText's (different words a line) or c4-dataset-script's (share of characters), hits
 * pages of short lines, or misses a page that hides behind much other text.
 *
 * <p>Lists are files with a word or phrase a line; those that come with Sluice are short ones of
 * our own, for Chinese (simplified and traditional) and English. The fourth topic, {@code
 * sensitive}, has no list unless a recipe names one. A measurement tells topic and numbers, never a
 * word; which lists were used, the recipe tells by name and hash.
 */
public final class WordDensity implements PageStep {

  private static final String NAME = "word-density";
  private static final int PER_CHARACTERS = 1_000;

  /** A topic with its lists and its limit when a recipe does not say. */
  private enum Topic {
    ADVERTISING(10, "builtin:ads-zh", "builtin:ads-en"),
    GAMBLING(5, "builtin:gambling-zh", "builtin:gambling-en"),
    PORNOGRAPHY(5, "builtin:pornography-zh", "builtin:pornography-en"),
    SENSITIVE(5);

    private final String word = name().toLowerCase(Locale.ROOT);
    private final double most;
    private final List<String> lists;

    Topic(double most, String... lists) {
      this.most = most;
      this.lists = List.of(lists);
    }

    String rule() {
      return NAME + "/" + word;
    }

    String wordsRule() {
      return rule() + "-words";
    }

    String limit() {
      return "max_" + word;
    }
  }

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Drops pages that are full of the words of advertising, gambling or pornography.",
          parameters(),
          Arrays.stream(Topic.values())
              .flatMap(topic -> Stream.of(topic.rule(), topic.wordsRule()))
              .toList(),
          Set.of(StepKind.Part.TEXT),
          Set.of(),
          (parameters, functions) -> new WordDensity(parameters));

  private final PhraseTrie words;
  private final Parameters limits;
  private final long distinct;

  private WordDensity(Parameters parameters) {
    this.limits = parameters;
    this.distinct = parameters.number("distinct_words");
    this.words =
        PhraseTrie.ofTopics(
            Arrays.stream(Topic.values()).map(topic -> parameters.lines(topic.word)).toList());
  }

  private static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      all.add(Parameter.files(topic.word, topic.lists, "lists of words of this topic"));
    }
    for (Topic topic : Topic.values()) {
      all.add(
          Parameter.decimal(
              topic.limit(), topic.most, PER_CHARACTERS, "most hits for 1,000 code points"));
    }
    all.add(
        Parameter.number(
            "distinct_words", 4, "least different words for a topic's density to drop a page"));
    return all;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    int characters = text.codePointCount(0, text.length());
    List<PhraseTrie.Found> all = words.findByTopic(text);
    List<Measurement> measured = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      PhraseTrie.Found found = all.get(topic.ordinal());
      double density = Share.of((double) found.hits() * PER_CHARACTERS, characters);
      measured.add(judge(topic, density, found.distinct()));
      measured.add(Measurement.quantity(topic.wordsRule(), found.distinct(), "only told", true));
    }
    return StepOutcome.judge(draft, measured);
  }

  private Measurement judge(Topic topic, double density, int words) {
    double most = limits.decimal(topic.limit());
    String limit = "<= " + Measured.plain(most) + ", or fewer than " + distinct + " words";
    return Measurement.quantity(topic.rule(), density, limit, density <= most || words < distinct);
  }
}
