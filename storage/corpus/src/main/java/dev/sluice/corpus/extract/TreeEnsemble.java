package dev.sluice.corpus.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decision trees whose leaves add up to the log odds of a block, as gradient boosting makes them
 * (Friedman 2001).
 *
 * <p>All nodes of all trees lie in one array, a number each: what walks over thousands of them for
 * every block should find the next one near. In the upper half is the threshold, above which a
 * value goes right; in the next 24 bits the place of the right child; in the last 8 the feature.
 * The left child stands right behind. A leaf has no feature, and its log odds in the upper half.
 */
public final class TreeEnsemble {

  private static final int LEAF = 0xFF;
  private static final int MOST_NODES = 0xFF_FFFF;

  private final int[] roots;
  private final long[] nodes;

  private TreeEnsemble(int[] roots, long[] nodes) {
    this.roots = roots;
    this.nodes = nodes;
  }

  /** Puts trees together, each node before its left and that before its right subtree. */
  public static final class Builder {

    private int[] roots = new int[16];
    private long[] nodes = new long[256];
    private int trees;
    private int count;

    /** A builder without any tree. */
    public Builder() {}

    /** What is added next is the root of a tree. */
    public void tree() {
      roots = trees == roots.length ? Arrays.copyOf(roots, 2 * trees) : roots;
      roots[trees++] = count;
    }

    /**
     * Adds a node that asks for a feature, before its left subtree.
     *
     * @param feature the index of the feature, 0 to 254
     * @param threshold the largest value that goes left
     * @return the node, for {@link #right}
     */
    public int split(int feature, float threshold) {
      if (feature < 0 || feature >= LEAF) {
        throw new IllegalArgumentException("a tree knows features 0 to 254, not " + feature);
      }
      return add(threshold, feature);
    }

    /** What is added next is the right subtree of a node. */
    public void right(int split) {
      nodes[split] |= (long) count << 8;
    }

    /** Adds a leaf with these log odds. */
    public void leaf(float odds) {
      add(odds, LEAF);
    }

    private int add(float value, int feature) {
      if (count == MOST_NODES) {
        throw new IllegalStateException("more than " + MOST_NODES + " nodes");
      }
      nodes = count == nodes.length ? Arrays.copyOf(nodes, 2 * count) : nodes;
      nodes[count] = (long) Float.floatToRawIntBits(value) << 32 | feature;
      return count++;
    }

    /** The trees. */
    public TreeEnsemble build() {
      return new TreeEnsemble(Arrays.copyOf(roots, trees), Arrays.copyOf(nodes, count));
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it cannot be read
   */
  public static TreeEnsemble read(DataInputStream in) throws IOException {
    int[] roots = new int[in.readInt()];
    long[] nodes = new long[in.readInt()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = in.readInt();
    }
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = in.readLong();
    }
    return new TreeEnsemble(roots, nodes);
  }

  /**
   * Writes the trees.
   *
   * @throws IOException if they cannot be written
   */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(roots.length);
    out.writeInt(nodes.length);
    for (int root : roots) {
      out.writeInt(root);
    }
    for (long node : nodes) {
      out.writeLong(node);
    }
  }

  /** The probability that the block with these features belongs to the main text. */
  public float probability(float[] row) {
    float[] found = new float[1];
    probabilities(new float[][] {row}, found);
    return found[0];
  }

  /**
   * The probabilities of the first blocks of a page. Tree by tree: a tree stays in the nearest
   * cache, and blocks that stand together mostly go the same way in it.
   *
   * @param rows the features of each block
   * @param found where the probabilities are put
   */
  void probabilities(float[][] rows, float[] found) {
    float[] sums = new float[rows.length];
    for (int root : roots) {
      for (int i = 0; i < rows.length; i++) {
        float[] row = rows[i];
        int at = root;
        long node = nodes[at];
        int feature = (int) node & LEAF;
        while (feature != LEAF) {
          boolean left = row[feature] <= Float.intBitsToFloat((int) (node >>> 32));
          at = left ? at + 1 : (int) (node >>> 8) & MOST_NODES;
          node = nodes[at];
          feature = (int) node & LEAF;
        }
        sums[i] += Float.intBitsToFloat((int) (node >>> 32));
      }
    }
    for (int i = 0; i < rows.length; i++) {
      found[i] = Logistic.of(sums[i]);
    }
  }

  @Override
  public String toString() {
    return roots.length + " trees, " + nodes.length + " nodes " + Arrays.hashCode(nodes);
  }
}
