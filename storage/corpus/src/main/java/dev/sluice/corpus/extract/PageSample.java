package dev.sluice.corpus.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A page cut into blocks, for those who train the chooser of blocks. */
public final class PageSample {

  /** What is known of tokens, while training. */
  @FunctionalInterface
  public interface Weights {

    /** The log odds of a token's hash; NaN if nothing is known of it. */
    float of(long hash);
  }

  /** Of how much text a token stands by, how much belongs to the main text. */
  public static final class Share {
    private double all;
    private double main;

    private void add(double weight, double label) {
      all += weight;
      main += weight * label;
    }

    /** The share, 0 to 1. */
    public double share() {
      return all == 0 ? 0 : main / all;
    }
  }

  private static final Clutter CLUTTER = new Clutter();
  private static final OtherTexts OTHERS = new OtherTexts();
  private static final WordList BYLINE_WORDS = new WordList("byline-words.txt");

  private final PageBlocks page;
  private final PageHints hints;
  private final List<String> texts;

  private PageSample(PageBlocks page, PageHints hints) {
    this.page = page;
    this.hints = hints;
    this.texts = page.blockTexts();
  }

  /** Reads a page. */
  public static PageSample of(String characters, String url) {
    Document document = Jsoup.parse(characters, url);
    PageBlocks page = PageBlocks.of(document.body(), CLUTTER);
    PageSample sample =
        new PageSample(page, PageHints.of(PageMarks.of(document, BYLINE_WORDS), new Forums()));
    page.forgetTree();
    return sample;
  }

  /** The text of each block, in the order of the page. */
  public List<String> texts() {
    return texts;
  }

  /** For each name around text, the share of the text that belongs to the main text. */
  public Map<Long, Share> nameShares(double[] labels) {
    Map<Long, Share> shares = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      if (Double.isNaN(labels[i])) {
        continue;
      }
      Block block = page.blocks.get(i);
      Set<Long> names = new HashSet<>();
      for (Box box = block.inner; box != null; box = box.parent) {
        for (long name : box.names) {
          names.add(name);
        }
      }
      for (long name : names) {
        shares.computeIfAbsent(name, n -> new Share()).add(block.chars, labels[i]);
      }
    }
    return shares;
  }

  /**
   * For each word at the start of a block, the share of the blocks that belong to the main text.
   */
  public Map<Long, Share> wordShares(double[] labels) {
    Map<Long, Share> shares = new HashMap<>();
    for (int i = 0; i < labels.length; i++) {
      if (Double.isNaN(labels[i])) {
        continue;
      }
      for (long word : page.blocks.get(i).firstWords()) {
        shares.computeIfAbsent(word, n -> new Share()).add(1, labels[i]);
      }
    }
    return shares;
  }

  /** The features of the first round, for each block. */
  public float[][] features(Weights names, Weights words) {
    BlockFeatures features = new BlockFeatures(page, hints, names::of, words::of);
    float[][] rows = new float[page.blocks.size()][];
    Row row = new Row();
    for (int i = 0; i < rows.length; i++) {
      row.clear();
      features.write(i, row);
      rows[i] = row.copy();
    }
    return rows;
  }

  /** The features of the second round, without those of the first. */
  public float[][] neighbourFeatures(float[] odds) {
    BlockFeatures features = new BlockFeatures(page, hints, h -> Float.NaN, h -> Float.NaN);
    NeighbourFeatures neighbours =
        new NeighbourFeatures(NeighbourFeatures.Layout.of(page, features.kinds()), odds);
    float[][] rows = new float[page.blocks.size()][];
    Row row = new Row();
    for (int i = 0; i < rows.length; i++) {
      row.clear();
      neighbours.write(i, row);
      rows[i] = row.copy();
    }
    return rows;
  }

  /** Which blocks are kept if these are their probabilities. */
  public boolean[] chosen(float[] odds) {
    float[] doubted = odds.clone();
    OTHERS.doubt(page, hints, doubted);
    return BlockChoice.choose(page, doubted, 1);
  }
}
