package dev.sluice.spark.input;

import java.io.Serializable;

/**
 * A file to read.
 *
 * @param path where it is, with the file system
 * @param bytes its length
 */
record InputFile(String path, long bytes) implements Serializable {

  /** What its pages are marked with. */
  String tag() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
