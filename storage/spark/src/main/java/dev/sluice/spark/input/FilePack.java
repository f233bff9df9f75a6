package dev.sluice.spark.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that one task reads. A file is never divided, since a packed one can only be read from its
 * beginning; small ones are put together, so that a hundred thousand of them are not as many tasks.
 */
record FilePack(ArrayList<InputFile> files) implements Serializable {

  private static final long MOST_BYTES = 128L << 20;

  /** How many packs each task slot gets, if there are enough files: the last ones end together. */
  private static final int PACKS_A_SLOT = 4;

  /**
   * Packs files in their order.
   *
   * @param slots tasks that run at a time
   */
  static List<FilePack> of(List<InputFile> files, int slots) {
    long all = files.stream().mapToLong(InputFile::bytes).sum();
    long most = Math.min(MOST_BYTES, all / ((long) PACKS_A_SLOT * Math.max(1, slots)));
    List<FilePack> packs = new ArrayList<>();
    ArrayList<InputFile> pack = new ArrayList<>();
    long bytes = 0;
    for (InputFile file : files) {
      if (!pack.isEmpty() && bytes + file.bytes() > most) {
        packs.add(new FilePack(pack));
        pack = new ArrayList<>();
        bytes = 0;
      }
      pack.add(file);
      bytes += file.bytes();
    }
    if (!pack.isEmpty()) {
      packs.add(new FilePack(pack));
    }
    return packs;
  }
}
