package dev.sluice.corpus.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A linear model of the languages that share a script: each bucket of n-grams has a short vector, a
 * text is the mean of its n-grams' vectors, and a language is a weight for each part of that mean.
 *
 * <p>This is the classifier of fastText (Joulin et al. 2016, <i>Bag of Tricks for Efficient Text
 * Classification</i>). A table of a weight for each pair of n-gram and language would be larger and
 * slower in proportion to the languages; here a text costs one short vector an n-gram, however many
 * languages there are. Vectors are kept in one byte a part, which costs no accuracy.
 *
 * <p><b>Cost.</b> Eight parts of a vector lie in one {@code long}, so that the table is half as
 * large as the processor's cache. Every other byte of it is one of four lanes of 16 bits, so that
 * one addition adds four; every 256 n-grams the sums are taken out before they can overflow.
 *
 * <p><b>File.</b> Big-endian: {@code int} magic, {@code int} dimensions, {@code int} languages; for
 * each its code, ISO 15924 script and Unicode script as UTF with length; {@code float} bias and
 * {@code float} weights of each; {@code float} scale; one byte for each part of each bucket's
 * vector.
 */
public final class NgramModel {

  /**
   * A language as written in one script.
   *
   * @param code ISO 639-1 where there is one, otherwise ISO 639-3; {@code zxx} is text in no
   *     language
   * @param script ISO 15924
   */
  public record Written(String code, String script, UnicodeScript letters) {}

  private static final int MAGIC = 0x536C4C31;
  private static final int PARTS = 8;
  private static final int LANE_BITS = 16;
  private static final int LANE_MASK = 0xFFFF;
  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;

  /** Bytes are stored with this added, so that no lane is ever negative. */
  private static final int BIAS = 128;

  /** So many bytes of up to 255 fit into a lane. */
  private static final int SAFE_ADDITIONS = 256;

  /**
   * The languages that share a script.
   *
   * @param numbers where they stand among all
   * @param weights for each dimension that of each of them: so their sums grow side by side
   */
  private record Rivals(int[] numbers, double[][] weights) {}

  private static final Rivals NONE = new Rivals(new int[0], new double[0][]);

  private final List<Written> languages;

  private final Map<UnicodeScript, Rivals> byScript = new EnumMap<>(UnicodeScript.class);

  private final float[] biases;
  private final float[][] weights;
  private final float scale;
  private final int dimensions;
  private final int longs;
  private final long[] vectors;

  /**
   * A model.
   *
   * @param biases one for each language
   * @param weights for each language one for each dimension
   * @param scale what a step of a byte is worth
   * @param vectors for each bucket a byte for each dimension
   */
  public NgramModel(
      List<Written> languages, float[] biases, float[][] weights, float scale, byte[] vectors) {
    this.languages = List.copyOf(languages);
    this.biases = biases.clone();
    this.weights = weights.clone();
    this.scale = scale;
    this.dimensions = weights[0].length;
    this.longs = (dimensions + PARTS - 1) / PARTS;
    this.vectors = packed(vectors);
    languages.forEach(language -> byScript.computeIfAbsent(language.letters(), this::rivals));
  }

  private Rivals rivals(UnicodeScript script) {
    int[] numbers =
        IntStream.range(0, languages.size())
            .filter(i -> languages.get(i).letters() == script)
            .toArray();
    double[][] turned = new double[dimensions][numbers.length];
    for (int d = 0; d < dimensions; d++) {
      for (int i = 0; i < numbers.length; i++) {
        turned[d][i] = weights[numbers[i]][d];
      }
    }
    return new Rivals(numbers, turned);
  }

  private long[] packed(byte[] bytes) {
    long[] packed = new long[bytes.length / dimensions * longs];
    for (int i = 0; i < bytes.length; i++) {
      int part = i % dimensions;
      long shifted = (long) (bytes[i] + BIAS) << Byte.SIZE * (part % PARTS);
      packed[i / dimensions * longs + part / PARTS] |= shifted;
    }
    return packed;
  }

  /** A part of a bucket's vector, as it was stored. */
  private int part(int bucket, int part) {
    long packed = vectors[bucket * longs + part / PARTS];
    return (int) (packed >>> Byte.SIZE * (part % PARTS) & 0xFF) - BIAS;
  }

  /**
   * Reads a model.
   *
   * @throws IOException if it cannot be read or is none
   */
  public static NgramModel read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int dimensions = dimensions(in);
    List<Written> languages = languages(in);
    int count = languages.size();
    float[] biases = new float[count];
    float[][] weights = new float[count][dimensions];
    for (int i = 0; i < count; i++) {
      biases[i] = in.readFloat();
      for (int d = 0; d < dimensions; d++) {
        weights[i][d] = in.readFloat();
      }
    }
    float scale = in.readFloat();
    byte[] vectors = in.readNBytes(Grams.BUCKETS * dimensions);
    if (vectors.length < Grams.BUCKETS * dimensions) {
      throw new IOException("the language model ends too early");
    }
    return new NgramModel(languages, biases, weights, scale, vectors);
  }

  /**
   * Reads the languages of a model, and no more of it.
   *
   * @throws IOException if it cannot be read or is none
   */
  static List<Written> languagesOf(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    dimensions(in);
    return languages(in);
  }

  private static int dimensions(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a language model");
    }
    return in.readInt();
  }

  private static List<Written> languages(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Written> languages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      languages.add(new Written(in.readUTF(), in.readUTF(), UnicodeScript.valueOf(in.readUTF())));
    }
    return languages;
  }

  /**
   * Writes the model as {@link #read} reads it.
   *
   * @throws IOException if it cannot be written
   */
  public void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(MAGIC);
    out.writeInt(dimensions);
    out.writeInt(languages.size());
    for (Written language : languages) {
      out.writeUTF(language.code());
      out.writeUTF(language.script());
      out.writeUTF(language.letters().name());
    }
    for (int i = 0; i < languages.size(); i++) {
      out.writeFloat(biases[i]);
      for (float weight : weights[i]) {
        out.writeFloat(weight);
      }
    }
    out.writeFloat(scale);
    for (int i = 0; i < vectors.length / longs * dimensions; i++) {
      out.writeByte(part(i / dimensions, i % dimensions));
    }
    out.flush();
  }

  /** All languages, in the order of the scores. */
  public List<Written> languages() {
    return languages;
  }

  /** An empty text, to which n-grams are added. */
  public Text begin() {
    return new Text();
  }

  /** The sum of a text's n-grams so far. For one thread. */
  public final class Text {

    /** For each long of a vector the sums of its even bytes, then those of its odd ones. */
    private final long[] lanes = new long[2 * longs];

    private final long[] sums = new long[dimensions];
    private long grams;
    private int pending;

    /** Adds the first {@code count} of some buckets. */
    public void add(int[] buckets, int count) {
      for (int from = 0; from < count; ) {
        int to = Math.min(count, from + SAFE_ADDITIONS - pending);
        addSafely(buckets, from, to);
        pending += to - from;
        from = to;
        if (pending == SAFE_ADDITIONS) {
          flush();
        }
      }
    }

    /** Long by long: so the sums stay in registers, and what one loads the next finds cached. */
    private void addSafely(int[] buckets, int from, int to) {
      for (int k = 0; k < longs; k++) {
        long even = lanes[2 * k];
        long odd = lanes[2 * k + 1];
        for (int i = from; i < to; i++) {
          long packed = vectors[buckets[i] * longs + k];
          even += packed & EVEN_BYTES;
          odd += packed >>> Byte.SIZE & EVEN_BYTES;
        }
        lanes[2 * k] = even;
        lanes[2 * k + 1] = odd;
      }
    }

    /** Adds another text. */
    public void add(Text other) {
      other.flush();
      for (int d = 0; d < dimensions; d++) {
        sums[d] += other.sums[d];
      }
      grams += other.grams;
    }

    private void flush() {
      for (int d = 0; d < dimensions; d++) {
        long lane = lanes[d / PARTS * 2 + d % 2];
        sums[d] += lane >>> LANE_BITS * (d % PARTS / 2) & LANE_MASK;
      }
      Arrays.fill(lanes, 0);
      grams += pending;
      pending = 0;
    }

    /** How many n-grams it has. */
    public long grams() {
      return grams + pending;
    }

    /**
     * How probable each language of a script is, given that it is one of them; 0 for languages of
     * other scripts. Sums up to 1, or to 0 if no language has the script.
     */
    public double[] probabilities(UnicodeScript script) {
      flush();
      Rivals rivals = byScript.getOrDefault(script, NONE);
      double[] weighed = weighed(rivals);
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < weighed.length; i++) {
        weighed[i] += biases[rivals.numbers[i]];
        most = Math.max(most, weighed[i]);
      }
      double sum = 0;
      for (int i = 0; i < weighed.length; i++) {
        weighed[i] = Math.exp(weighed[i] - most);
        sum += weighed[i];
      }
      double[] scores = new double[languages.size()];
      for (int i = 0; i < weighed.length; i++) {
        scores[rivals.numbers[i]] = sum > 0 ? weighed[i] / sum : weighed[i];
      }
      return scores;
    }

    /** The mean of the vectors, weighed by each rival; without its bias. */
    private double[] weighed(Rivals rivals) {
      double[] weighed = new double[rivals.numbers.length];
      for (int d = 0; d < dimensions && weighed.length > 0; d++) {
        double mean = grams == 0 ? 0 : ((double) sums[d] / grams - BIAS) * scale;
        addTimes(mean, rivals.weights[d], weighed);
      }
      return weighed;
    }

    /** By itself, so that Java's compiler comes to it early. */
    private static void addTimes(double factor, double[] weights, double[] sums) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights[i] * factor;
      }
    }
  }
}
