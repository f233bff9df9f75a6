package dev.sluice.spark.prepare;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/** The order of captures' keys: that of unsigned bytes. */
final class KeyOrder implements Comparator<byte[]>, Serializable {

  private static final long serialVersionUID = 1;

  @Override
  public int compare(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other);
  }
}
