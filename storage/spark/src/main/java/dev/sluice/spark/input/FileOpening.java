package dev.sluice.spark.input;

import dev.sluice.pages.archive.ArchivePages;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Opens archives on whatever machine.
 *
 * @param hadoop where file systems are, and how they are spoken to
 * @param archives what makes pages of their records
 */
record FileOpening(Broadcast<SerializableConfiguration> hadoop, Broadcast<ArchivePages> archives)
    implements Serializable {

  /**
   * Begins to read a file.
   *
   * @throws IOException if it cannot be read; says which one
   */
  ArchivePages.Reading open(InputFile file) throws IOException {
    Path path = new Path(file.path());
    return archives.value().read(path.getFileSystem(hadoop.value().value()).open(path), file.tag());
  }

  /** The same failure, with the file's name. */
  static IOException of(InputFile file, IOException failure) {
    return new IOException(
        file.path() + " cannot be read (" + failure.getMessage() + "): is it still there?",
        failure);
  }
}
