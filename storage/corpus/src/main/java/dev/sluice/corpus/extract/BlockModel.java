package dev.sluice.corpus.extract;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * What was learnt from labelled pages: for each block of a page, how probable it is that it belongs
 * to the main text.
 *
 * <p>Two rounds of boosted trees. The first judges each block by what it is and where it stands
 * ({@link BlockFeatures}), the second again, with what the first found of the blocks around it
 * ({@link NeighbourFeatures}): a short line among paragraphs is kept, one among links is not.
 */
final class BlockModel {

  private static final String FILE = "blocks.model";

  /** The features of so many blocks are kept for the second round: a bound on memory. */
  private static final int MOST_ROWS = 10_000;

  /** With more of its text hidden than this, a page shows it by a script. */
  private static final double HIDDEN_SHARE = 0.4;

  private final OtherTexts others = new OtherTexts();
  private final TokenTable names;
  private final TokenTable words;
  private final int firstColumns;
  private final TreeEnsemble first;
  private final int secondColumns;
  private final TreeEnsemble second;

  /** Reads the model from the class path. */
  BlockModel() {
    try (InputStream in = Objects.requireNonNull(BlockModel.class.getResourceAsStream(FILE), FILE);
        DataInputStream data = new DataInputStream(new BufferedInputStream(in))) {
      names = new TokenTable(data);
      words = new TokenTable(data);
      firstColumns = data.readInt();
      first = TreeEnsemble.read(data);
      secondColumns = data.readInt();
      second = TreeEnsemble.read(data);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  /** The probability of each block of a page. */
  float[] odds(PageBlocks page, PageHints hints) {
    int count = page.blocks.size();
    BlockFeatures features = new BlockFeatures(page, hints, names, words);
    float[][] rows = new float[Math.min(count, MOST_ROWS)][secondColumns];
    float[] odds = firstRound(features, rows, count);
    NeighbourFeatures neighbours =
        new NeighbourFeatures(NeighbourFeatures.Layout.of(page, features.kinds()), odds);
    float[] better = secondRound(features, neighbours, rows, count);
    doubtHidden(page, better);
    others.doubt(page, hints, better);
    return better;
  }

  /** Judges each block by itself; its features are left in the beginning of its row. */
  private float[] firstRound(BlockFeatures features, float[][] rows, int count) {
    float[] odds = new float[count];
    Row row = new Row();
    for (int i = 0; i < count; i++) {
      row.clear();
      features.write(i, row);
      float[] values = row.values(firstColumns);
      if (i < rows.length) {
        System.arraycopy(values, 0, rows[i], 0, firstColumns);
      } else {
        odds[i] = first.probability(values);
      }
    }
    first.probabilities(rows, odds);
    return odds;
  }

  private float[] secondRound(
      BlockFeatures features, NeighbourFeatures neighbours, float[][] rows, int count) {
    float[] odds = new float[count];
    Row row = new Row();
    for (int i = 0; i < count; i++) {
      row.clear();
      if (i < rows.length) {
        neighbours.write(i, row);
        int columns = secondColumns - firstColumns;
        System.arraycopy(row.values(columns), 0, rows[i], firstColumns, columns);
      } else {
        features.write(i, row);
        neighbours.write(i, row);
        odds[i] = second.probability(row.values(secondColumns));
      }
    }
    second.probabilities(rows, odds);
    return odds;
  }

  /** What is hidden is not read, unless a good part of the page is. */
  private static void doubtHidden(PageBlocks page, float[] odds) {
    double hidden = 0;
    double all = 0;
    for (Block block : page.blocks) {
      hidden += block.isHidden() ? block.chars : 0;
      all += block.chars;
    }
    for (int i = 0; i < odds.length && hidden <= HIDDEN_SHARE * all; i++) {
      odds[i] = page.blocks.get(i).isHidden() ? 0 : odds[i];
    }
  }
}
