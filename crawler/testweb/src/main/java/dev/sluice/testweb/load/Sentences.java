package dev.sluice.testweb.load;

import dev.sluice.testweb.model.Language;
import dev.sluice.testweb.prose.Article;
import dev.sluice.testweb.prose.Prose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Ready sentences and titles of one language, from which pages are copied together. */
final class Sentences {
  /** Enough that two pages share few sentences; few enough for the second cache. */
  private static final int ARTICLES = 120;

  private final byte[][] sentences;
  private final byte[][] titles;

  Sentences(Prose prose, Language language, long seed) {
    List<byte[]> written = new ArrayList<>();
    List<byte[]> headed = new ArrayList<>();
    String end = language.isChinese() ? "(?<=。)" : "(?<=\\.) ";
    for (int i = 0; i < ARTICLES; i++) {
      Article article = prose.article(language, seed + i);
      headed.add(article.title().getBytes(StandardCharsets.UTF_8));
      for (String paragraph : article.paragraphs()) {
        for (String sentence : paragraph.split(end, -1)) {
          if (!sentence.isEmpty()) {
            written.add((sentence + " ").getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
    sentences = written.toArray(new byte[0][]);
    titles = headed.toArray(new byte[0][]);
  }

  byte[] sentence(SplittableRandom random) {
    return sentences[random.nextInt(sentences.length)];
  }

  byte[] title(SplittableRandom random) {
    return titles[random.nextInt(titles.length)];
  }
}
