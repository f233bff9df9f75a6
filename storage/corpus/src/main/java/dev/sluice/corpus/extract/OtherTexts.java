package dev.sluice.corpus.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Doubts what follows the text that a page is about: other articles in the same elements, teasers,
 * comments. The trees judge a block by what it is like, and another article is like the first one;
 * what tells is where it stands.
 */
final class OtherTexts {

  /** What is left of the probability of a block of another text. */
  private static final float DOUBT = 0.1f;

  /** What a block of the page's own text has at least, where its page says how it begins. */
  private static final float OWN_ODDS = 0.6f;

  /** Behind a line that ends a text, a block of which the trees are surer than this stays. */
  private static final float SURE = 0.9f;

  private static final float LIKELY = 0.3f;
  private static final int TEXT_CHARS = 40;

  /** So much text has to stand before another one can follow; a square counts two. */
  private static final int ENOUGH_CHARS = 100;

  /** A line that is there more often stands below each of several texts, and ends none. */
  private static final int MOST_MARKS = 2;

  /** The share of the words of a heading or the title that the other one has too. */
  private static final double ALIKE = 0.66;

  private static final double UNLIKE = 0.34;
  private static final double LINKED = 0.9;
  private static final int HEADING_CHARS = 16;
  private static final int HEADING_WORDS = 3;

  /** So many words of a description, and this share of it, tell the text that it is taken from. */
  private static final int TOLD_WORDS = 10;

  private static final double TOLD_SHARE = 0.8;

  /** Fewer headings with links are no stream of teasers. */
  private static final int STREAM = 3;

  private final EndMarks marks = new EndMarks();

  /** Lowers the probabilities of blocks of other texts. */
  void doubt(PageBlocks page, PageHints hints, float[] odds) {
    if (!hints.forum()) {
      doubtBehindMark(page.blocks, odds);
    }
    if (hints.isArticle()) {
      new Article(page.blocks, hints, odds).doubt();
    }
  }

  private void doubtBehindMark(List<Block> blocks, float[] odds) {
    int[] found = new int[odds.length];
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < found.length; i++) {
      found[i] = marks.of(blocks.get(i));
      counts.merge(found[i], 1, Integer::sum);
    }
    double own = 0;
    boolean other = false;
    for (int i = 0; i < found.length; i++) {
      boolean ends = found[i] != 0 && counts.getOrDefault(found[i], 0) <= MOST_MARKS;
      other |= ends && own >= ENOUGH_CHARS;
      int chars = blocks.get(i).chars;
      own += odds[i] > LIKELY && chars >= TEXT_CHARS ? chars : 0;
      odds[i] *= other && odds[i] < SURE ? DOUBT : 1;
    }
  }

  /** A page that calls itself an article, walked through once. */
  private static final class Article {

    private final List<Block> blocks;
    private final PageHints hints;
    private final float[] odds;
    private final boolean[] teasers;
    private @Nullable Block title;
    private double own;
    private int told = -1;
    private int streamed;

    Article(List<Block> blocks, PageHints hints, float[] odds) {
      this.blocks = blocks;
      this.hints = hints;
      this.odds = odds;
      this.teasers = new boolean[odds.length];
    }

    void doubt() {
      boolean second = false;
      boolean teaser = false;
      for (int i = 0; i < odds.length; i++) {
        Block block = blocks.get(i);
        if (block.isHeading()) {
          teaser = false;
          if (title == null) {
            title = isTitle(block) ? block : null;
          } else {
            second |= beginsSecond(title, block);
            teaser = own >= ENOUGH_CHARS && isTeaser(block);
          }
        } else if (!teaser) {
          takeOwn(i, block);
        }
        teasers[i] = teaser && (block.owner.flags & Box.LIST) != 0;
        streamed += teasers[i] && block.isHeading() ? 1 : 0;
        odds[i] *= second ? DOUBT : 1;
      }
      if (told >= 0 && streamed >= STREAM) {
        doubtTeasers();
      }
    }

    private void takeOwn(int i, Block block) {
      if (title != null) {
        own += block.prose();
        int words = Math.min(hints.descriptionWords().size(), block.wordCount());
        int common = common(block, hints.descriptionWords());
        boolean tells = common >= TOLD_WORDS && common >= TOLD_SHARE * words;
        told = told < 0 && tells && block.linkDensity() < LIKELY ? i : told;
      }
    }

    private void doubtTeasers() {
      for (int i = 0; i < odds.length; i++) {
        odds[i] *= teasers[i] ? DOUBT : 1;
      }
      odds[told] = Math.max(odds[told], OWN_ODDS);
    }

    private double likeTitle(Block block) {
      int words = Math.min(block.wordCount(), hints.titleWords().size());
      return words == 0 ? 0 : (double) common(block, hints.titleWords()) / words;
    }

    private boolean isTitle(Block block) {
      return block.wordCount() >= HEADING_WORDS
          && block.linkDensity() < LIKELY
          && likeTitle(block) >= ALIKE;
    }

    /** True for a heading that is set as the title's, and is another. */
    private boolean beginsSecond(Block title, Block block) {
      return own >= ENOUGH_CHARS
          && block.owner.tag == PageBlocks.H1
          && title.owner.tag == PageBlocks.H1
          && block.owner.names.length > 0
          && Arrays.equals(block.owner.names, title.owner.names)
          && block.chars >= HEADING_CHARS
          && likeTitle(block) < UNLIKE;
    }

    private boolean isTeaser(Block block) {
      return block.linkDensity() >= LINKED && likeTitle(block) < ALIKE;
    }

    private static int common(Block block, TokenSet words) {
      int common = 0;
      for (int w = 0; w < block.wordCount(); w++) {
        common += words.contains(block.wordAt(w)) ? 1 : 0;
      }
      return common;
    }
  }
}
