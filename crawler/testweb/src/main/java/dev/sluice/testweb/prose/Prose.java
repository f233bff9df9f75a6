package dev.sluice.testweb.prose;

import dev.sluice.testweb.model.Language;
import dev.sluice.testweb.model.PageKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A writer of articles: the same language and seed give the same words, for ever.
 *
 * <p>Within an article no sentence pattern is used twice, so that rules against repetition find
 * nothing. The last paragraph is one short sentence: a near duplicate changes only that, and stays
 * more than nine tenths the same.
 */
public final class Prose {
  private static final int PARAGRAPHS = 6;
  private static final int SENTENCES_AT_LEAST = 4;

  private final Grammar english = Grammar.read("english.grammar");
  private final Grammar chinese = Grammar.read("chinese.grammar");
  private final Map<Integer, Integer> traditional = readTraditional();

  /** An article of 24 to 36 sentences. */
  public Article article(Language language, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Grammar grammar = grammar(language);
    String title = grammar.any("title", random);
    List<String> patterns = shuffled(grammar.patterns("sentence"), random);
    List<String> paragraphs = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < PARAGRAPHS; i++) {
      int until = next + SENTENCES_AT_LEAST + random.nextInt(3);
      paragraphs.add(paragraph(language, patterns.subList(next, until), random));
      next = until;
    }
    paragraphs.add(grammar.any("closing", random));
    return inScript(language, title, paragraphs);
  }

  /** The same article with another last paragraph. */
  public Article nearCopy(Article article, Language language, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> paragraphs = new ArrayList<>(article.paragraphs());
    String old = paragraphs.remove(paragraphs.size() - 1);
    String other = old;
    while (other.equals(old)) {
      other = script(language, grammar(language).any("closing", random));
    }
    paragraphs.add(other);
    return new Article(article.title(), paragraphs);
  }

  /** A page that is not worth keeping. */
  public Article junk(Language language, PageKind kind, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Grammar grammar = grammar(language);
    List<String> lines = new ArrayList<>();
    if (kind == PageKind.JUNK_SHORT) {
      lines.add(grammar.any("junk", random));
    } else if (kind == PageKind.JUNK_SYMBOLS) {
      for (int i = 0; i < 12; i++) {
        lines.add(
            "### *** " + random.nextInt(1000) + " # # " + grammar.any("thing", random) + " …");
      }
    } else {
      for (int i = 0; i < 20; i++) {
        lines.add("- " + grammar.any("plural", random) + " " + random.nextInt(100));
      }
    }
    return inScript(language, grammar.any("title", random), lines);
  }

  private String paragraph(Language language, List<String> patterns, SplittableRandom random) {
    List<String> sentences = new ArrayList<>();
    patterns.forEach(pattern -> sentences.add(grammar(language).fill(pattern, random)));
    return String.join(language.isChinese() ? "" : " ", sentences);
  }

  private static List<String> shuffled(List<String> items, SplittableRandom random) {
    List<String> order = new ArrayList<>(items);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  private Grammar grammar(Language language) {
    return language.isChinese() ? chinese : english;
  }

  private Article inScript(Language language, String title, List<String> paragraphs) {
    return new Article(
        script(language, title), paragraphs.stream().map(p -> script(language, p)).toList());
  }

  /** The text in traditional characters, when the language asks for them. */
  public String script(Language language, String text) {
    if (language != Language.TRADITIONAL_CHINESE) {
      return text;
    }
    StringBuilder other = new StringBuilder();
    text.codePoints().forEach(c -> other.appendCodePoint(traditional.getOrDefault(c, c)));
    return other.toString();
  }

  private static Map<Integer, Integer> readTraditional() {
    Map<Integer, Integer> pairs = new TreeMap<>();
    for (String pair : Grammar.text("traditional.txt").strip().split("\\s+", -1)) {
      pairs.put(pair.codePointAt(0), pair.codePointAt(1));
    }
    return pairs;
  }
}
