package dev.sluice.corpus.extract;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decision trees whose leaves add up to the log odds of a block, as gradient boosting makes them
 * (Friedman 2001).
 *
 * <p>All nodes of all trees lie in shared arrays. A node holds a feature, a threshold, and two
 * children; a value goes left if it is not above the threshold. A child is the index of a node, or
 * the complement of the index of a leaf.
 */
public final class TreeEnsemble {

  /** No feature: the file has a byte for each. */
  private static final int LEAF = 0xFF;

  private static final int MOST_NODES = 0xFF_FFFF;

  private final int[] roots;
  private final short[] features;
  private final float[] thresholds;
  private final int[] lefts;
  private final int[] rights;
  private final float[] leaves;

  /**
   * All trees once more, for speed: a node is one number, with its threshold in the upper half, its
   * right child in the next 24 bits and its feature in the last 8; its left child stands behind it.
   * A leaf has no feature, and its value in the upper half.
   */
  private final long[] walk;

  private final int[] starts;

  /**
   * Puts trees together.
   *
   * @param roots for each tree its root: a node, or the complement of a leaf
   * @param features for each node the index of the feature that it looks at
   * @param thresholds for each node the largest value that goes left
   * @param lefts for each node its left child: a node, or the complement of a leaf
   * @param rights for each node its right child
   * @param leaves log odds
   */
  public TreeEnsemble(
      int[] roots,
      short[] features,
      float[] thresholds,
      int[] lefts,
      int[] rights,
      float[] leaves) {
    this.roots = roots.clone();
    this.features = features.clone();
    this.thresholds = thresholds.clone();
    this.lefts = lefts.clone();
    this.rights = rights.clone();
    this.leaves = leaves.clone();
    this.walk = new long[features.length + leaves.length];
    this.starts = new int[roots.length];
    int end = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      starts[tree] = end;
      end = lay(roots[tree], end);
    }
  }

  /** Lays a tree out from a place on; gives the place behind it. */
  private int lay(int node, int at) {
    if (node < 0) {
      walk[at] = word(leaves[~node], 0, LEAF);
      return at + 1;
    }
    int right = lay(lefts[node], at + 1);
    walk[at] = word(thresholds[node], right, features[node]);
    return lay(rights[node], right);
  }

  private static long word(float value, int right, int feature) {
    return (long) Float.floatToRawIntBits(value) << 32 | (long) right << 8 | feature;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it cannot be read
   */
  public static TreeEnsemble read(DataInputStream in) throws IOException {
    int[] roots = new int[in.readInt()];
    int nodes = in.readInt();
    float[] leaves = new float[in.readInt()];
    short[] features = new short[nodes];
    float[] thresholds = new float[nodes];
    int[] lefts = new int[nodes];
    int[] rights = new int[nodes];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = in.readInt();
    }
    for (int i = 0; i < nodes; i++) {
      features[i] = (short) in.readUnsignedByte();
      thresholds[i] = in.readFloat();
      lefts[i] = in.readShort();
      rights[i] = in.readShort();
    }
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = in.readFloat();
    }
    return new TreeEnsemble(roots, features, thresholds, lefts, rights, leaves);
  }

  /**
   * Writes the trees.
   *
   * @throws IOException if they cannot be written
   */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(roots.length);
    out.writeInt(features.length);
    out.writeInt(leaves.length);
    for (int root : roots) {
      out.writeInt(root);
    }
    for (int i = 0; i < features.length; i++) {
      out.writeByte(features[i]);
      out.writeFloat(thresholds[i]);
      out.writeShort(lefts[i]);
      out.writeShort(rights[i]);
    }
    for (float leaf : leaves) {
      out.writeFloat(leaf);
    }
  }

  /** The probability that the block with these features belongs to the main text. */
  public float probability(float[] row) {
    float sum = 0;
    for (int start : starts) {
      int at = start;
      long node = walk[at];
      int feature = (int) node & LEAF;
      while (feature != LEAF) {
        boolean left = row[feature] <= Float.intBitsToFloat((int) (node >>> 32));
        at = left ? at + 1 : (int) (node >>> 8) & MOST_NODES;
        node = walk[at];
        feature = (int) node & LEAF;
      }
      sum += Float.intBitsToFloat((int) (node >>> 32));
    }
    return (float) (1 / (1 + StrictMath.exp(-sum)));
  }

  @Override
  public String toString() {
    return roots.length + " trees, " + features.length + " nodes " + Arrays.hashCode(leaves);
  }
}
