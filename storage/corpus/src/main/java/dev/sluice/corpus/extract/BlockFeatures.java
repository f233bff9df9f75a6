package dev.sluice.corpus.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the first round of the learned chooser knows of each block of a page: its text, the elements
 * around it, its like on the page, its place, its neighbours, and the page as a whole. Nothing of
 * it depends on one language.
 */
final class BlockFeatures {

  private static final int CONTAINERS = 3;
  private static final int NEIGHBOURS = 2;
  private static final int FAR = 50;
  private static final int MAX_STEPS = 64;
  private static final double CORE_SHARE = 0.75;

  /** Blocks that stand in equal elements. */
  private static final class Kin {
    int count;
    int chars;
    int linkChars;
    int words;
    double prose;
    int last = -1;
  }

  private final PageBlocks page;
  private final List<Block> blocks;
  private final PageHints hints;
  private final TokenWeights nameWeights;
  private final TokenWeights wordWeights;
  private final Map<Long, Kin> kinds = new HashMap<>();
  private final Map<Long, Integer> copies = new HashMap<>();
  private final Kin[] kin;
  private final int[] sinceLike;
  private final float[] wordSum;
  private final float[] wordLow;
  private final float[] wordHigh;
  private final int[] wordCount;
  private final double[] proseBefore;
  private final int[] charsBefore;
  private final int[] headingBefore;
  private final Box core;
  private final Box body;
  private int firstHeading = -1;
  private int headings;
  private int paragraphs;
  private int tableChars;
  private int articles;
  private int named;
  private int wide;

  /** Looks at a page. */
  BlockFeatures(
      PageBlocks page, PageHints hints, TokenWeights nameWeights, TokenWeights wordWeights) {
    this.page = page;
    this.blocks = page.blocks;
    this.hints = hints;
    this.nameWeights = nameWeights;
    this.wordWeights = wordWeights;
    int count = blocks.size();
    kin = new Kin[count];
    sinceLike = new int[count];
    wordSum = new float[count];
    wordLow = new float[count];
    wordHigh = new float[count];
    wordCount = new int[count];
    proseBefore = new double[count + 1];
    charsBefore = new int[count + 1];
    headingBefore = new int[count];
    body = page.boxes.get(0);
    weighNames();
    for (int i = 0; i < count; i++) {
      look(i);
    }
    core = core();
  }

  private void weighNames() {
    for (Box box : page.boxes) {
      Box parent = box.parent;
      box.ownSum = 0;
      box.ownCount = 0;
      if (parent != null) {
        box.pathLow = parent.pathLow;
        box.pathHigh = parent.pathHigh;
        box.pathSum = parent.pathSum;
        box.pathCount = parent.pathCount;
      }
      for (long name : box.names) {
        float weight = nameWeights.of(name);
        if (!Float.isNaN(weight)) {
          box.ownSum += weight;
          box.ownCount++;
          box.pathLow = Math.min(box.pathLow, weight);
          box.pathHigh = Math.max(box.pathHigh, weight);
        }
      }
      box.pathSum += box.ownSum;
      box.pathCount += box.ownCount;
      articles += box.tag == ARTICLE ? 1 : 0;
      named += box.names.length > 0 ? 1 : 0;
    }
  }

  private static final int ARTICLE = PageBlocks.tag("article");
  private static final int P = PageBlocks.tag("p");

  private void look(int i) {
    Block block = blocks.get(i);
    weighWords(i, block);
    copies.merge(block.whole, 1, Integer::sum);
    Kin like = kinds.computeIfAbsent(signature(block), s -> new Kin());
    like.count++;
    like.chars += block.chars;
    like.linkChars += block.linkChars;
    like.words += block.words;
    like.prose += block.prose();
    kin[i] = like;
    sinceLike[i] = like.last < 0 ? FAR : Math.min(FAR, i - like.last);
    like.last = i;
    proseBefore[i + 1] = proseBefore[i] + block.prose();
    charsBefore[i + 1] = charsBefore[i] + block.chars;
    boolean heading = block.isHeading();
    headings += heading ? 1 : 0;
    headingBefore[i] = heading ? i : i == 0 ? -1 : headingBefore[i - 1];
    if (block.owner.tag == PageBlocks.H1 && firstHeading < 0) {
      firstHeading = i;
    }
    paragraphs += block.owner.tag == P ? 1 : 0;
    tableChars += (block.owner.flags & Box.TABLE) != 0 ? block.chars : 0;
    wide += block.wide;
  }

  private void weighWords(int i, Block block) {
    for (int w = 0; w < block.wordCount(); w++) {
      float weight = wordWeights.of(block.wordAt(w));
      if (!Float.isNaN(weight)) {
        wordSum[i] += weight;
        wordLow[i] = Math.min(wordLow[i], weight);
        wordHigh[i] = Math.max(wordHigh[i], weight);
        wordCount[i]++;
      }
    }
  }

  private static long signature(Block block) {
    long hash = block.inner == block.owner ? 0 : mixed(7, block.inner);
    Box box = block.owner;
    for (int up = 0; up < 3 && box != null; up++) {
      hash = mixed(hash, box);
      box = box.parent;
    }
    return hash;
  }

  private static long mixed(long hash, Box box) {
    long mixed = hash * 31 + box.tag;
    for (long name : box.names) {
      mixed = mixed * 0x9E3779B97F4A7C15L + name;
    }
    return mixed;
  }

  /** The smallest box that holds most of the prose. */
  private Box core() {
    Box at = body;
    for (Box box : page.boxes) {
      if (box.block == box && box.prose >= CORE_SHARE * body.prose && within(box, at)) {
        at = box;
      }
    }
    return at;
  }

  private static boolean within(Box box, Box outer) {
    return box.depth > outer.depth
        && box.firstBlock >= outer.firstBlock
        && box.lastBlock <= outer.lastBlock;
  }

  /** A number for each kind of element: blocks with the same number stand in equal elements. */
  int[] kinds() {
    Map<Kin, Integer> numbers = new java.util.IdentityHashMap<>();
    int[] found = new int[blocks.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = numbers.computeIfAbsent(kin[i], k -> numbers.size());
    }
    return found;
  }

  /** Writes the features of a block. */
  void write(int i, Row row) {
    Block block = blocks.get(i);
    shape(block, row);
    words(i, row);
    path(block, row);
    for (int level = 1; level <= CONTAINERS; level++) {
      container(i, block, block.container(level), row);
    }
    kin(i, block, row);
    place(i, block, row);
    for (int far = 1; far <= NEIGHBOURS; far++) {
      neighbour(i, i - far, row);
      neighbour(i, i + far, row);
    }
    window(i, row);
    page(row);
  }

  private static void shape(Block block, Row row) {
    row.addSize(block.chars);
    row.addSize(block.words);
    row.addShare(block.letters, block.words);
    row.add(block.linkDensity());
    row.addSize(block.links);
    row.addSize(block.sentenceEnds);
    row.addShare(block.marks, block.chars);
    row.addShare(block.digits, block.chars);
    row.addShare(block.upper, block.letters);
    row.addShare(block.capitalised, block.words);
    row.addShare(block.otherSigns, block.chars);
    row.addSize(block.separators);
    row.addSize(block.texts);
    row.addShare(block.wide, block.chars);
    row.add(block.beginsLower);
    row.add(block.copyright);
    row.add(end(block.last));
  }

  private static int end(char last) {
    return switch (last) {
      case '.', '!', '?', '。', '！', '？', '"', '”', '」' -> 4;
      case ':', '：' -> 3;
      case '…' -> 2;
      case ',', ';', '，', '；' -> 1;
      default -> 0;
    };
  }

  private void words(int i, Row row) {
    Block block = blocks.get(i);
    row.add(wordSum[i]);
    row.addShare(wordSum[i], wordCount[i]);
    row.add(wordLow[i]);
    row.add(wordHigh[i]);
    int inTitle = 0;
    int inDescription = 0;
    for (int w = 0; w < block.wordCount(); w++) {
      inTitle += hints.titleWords().contains(block.wordAt(w)) ? 1 : 0;
      inDescription += hints.descriptionWords().contains(block.wordAt(w)) ? 1 : 0;
    }
    row.addShare(inTitle, block.wordCount());
    row.addShare(inTitle, hints.titleWords().size());
    row.addShare(inDescription, block.wordCount());
  }

  private static void path(Block block, Row row) {
    Box inner = block.inner;
    Box owner = block.owner;
    row.add(inner.tag);
    row.add(owner.tag);
    row.add(owner.parent == null ? 0 : owner.parent.tag);
    row.add(owner.parent == null || owner.parent.parent == null ? 0 : owner.parent.parent.tag);
    row.add(inner.depth);
    row.add(inner.pathLow);
    row.add(inner.pathHigh);
    row.add(inner.pathSum);
    row.addShare(inner.pathSum, inner.pathCount);
    row.add(inner.ownSum);
    row.add(owner.ownSum);
    row.add(owner.parent == null ? 0 : owner.parent.ownSum);
    for (int flag = 0; flag < Box.FLAGS; flag++) {
      row.add((inner.flags & 1 << flag) != 0);
    }
  }

  private void container(int i, Block block, @Nullable Box found, Row row) {
    Box box = found == null ? body : found;
    row.addSize(box.chars);
    row.add(box.linkDensity());
    row.addSize(box.blocks());
    row.addSize((double) box.chars / Math.max(1, box.blocks()));
    row.addShare(box.prose, body.prose);
    row.addShare(box.prose, box.chars);
    row.addShare(block.chars, box.chars);
    row.addShare(i - box.firstBlock, box.blocks());
    row.add(box.tag);
    row.add(box.ownSum);
  }

  private void kin(int i, Block block, Row row) {
    Kin like = kin[i];
    row.addSize(like.count);
    row.addShare(like.chars, body.chars);
    row.addSize((double) like.chars / like.count);
    row.addShare(like.linkChars, like.chars);
    row.addShare(like.prose, body.prose);
    row.addShare(like.words, like.count);
    row.addSize(copies.getOrDefault(block.whole, 1));
    row.add(sinceLike[i]);
  }

  private void place(int i, Block block, Row row) {
    row.addShare(i, blocks.size());
    row.addShare(charsBefore[i], body.chars);
    row.addShare(proseBefore[i], body.prose);
    row.addSize(i);
    row.addSize(blocks.size() - i);
    row.add(firstHeading < 0 ? FAR : Math.max(-FAR, Math.min(FAR, i - firstHeading)));
    int heading = headingBefore[i];
    row.add(heading < 0 ? FAR : Math.min(FAR, i - heading));
    row.add(heading < 0 ? 0 : blocks.get(heading).owner.tag);
    row.add(heading < 0 ? 0 : wordSum[heading]);
    row.add(heading < 0 ? 0 : blocks.get(heading).inner.pathSum);
    Box shared = block.owner;
    for (int up = 0; up < MAX_STEPS && shared.parent != null && !holds(shared, core); up++) {
      shared = shared.parent.block;
    }
    row.addShare(shared.prose, body.prose);
    row.add(core.depth - shared.depth);
    row.add(block.owner.depth - shared.depth);
    row.add(i < core.firstBlock ? -1 : i > core.lastBlock ? 1 : 0);
  }

  private static boolean holds(Box outer, Box inner) {
    return outer.depth <= inner.depth
        && outer.firstBlock <= inner.firstBlock
        && outer.lastBlock >= inner.lastBlock;
  }

  private void neighbour(int i, int at, Row row) {
    if (at < 0 || at >= blocks.size()) {
      for (int none = 0; none < 7; none++) {
        row.add(-1);
      }
      return;
    }
    Block block = blocks.get(at);
    row.addSize(block.chars);
    row.add(block.linkDensity());
    row.addSize(block.marks);
    row.add(block.owner.tag);
    row.add(wordSum[at]);
    row.add(block.inner.pathSum);
    row.add(kin[i] == kin[at]);
  }

  private void window(int i, Row row) {
    for (int reach = 3; reach <= 12; reach *= 2) {
      int from = Math.max(0, i - reach);
      int to = Math.min(blocks.size(), i + reach + 1);
      row.addShare(proseBefore[to] - proseBefore[from], charsBefore[to] - charsBefore[from]);
      row.addSize((charsBefore[i] - charsBefore[from]) / (double) Math.max(1, i - from));
      row.addSize((charsBefore[to] - charsBefore[i + 1]) / (double) Math.max(1, to - i - 1));
    }
  }

  private void page(Row row) {
    row.addSize(body.chars);
    row.addSize(blocks.size());
    row.addSize(body.prose);
    row.addShare(body.prose, body.chars);
    row.add(body.linkDensity());
    row.addShare(core.prose, body.prose);
    row.addShare(core.prose, core.chars);
    row.addShare(core.chars, body.chars);
    row.addShare(paragraphs, blocks.size());
    row.addShare(headings, blocks.size());
    row.addShare(tableChars, body.chars);
    row.addShare(named, page.boxes.size());
    row.addShare(wide, body.chars);
    row.addSize(articles);
    row.add(hints.kind());
    row.add(hints.forum());
  }
}
