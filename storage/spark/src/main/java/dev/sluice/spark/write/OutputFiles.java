package dev.sluice.spark.write;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import java.io.IOException;
import java.io.Serializable;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The output folder on any file system that Hadoop knows. A file is copied under a name of its own
 * first, and gets its final name when it is whole; so a task that dies leaves nothing that looks
 * like a shard, and of two attempts at one shard, which give the same bytes, either may come first.
 */
public final class OutputFiles implements Serializable {

  private static final long serialVersionUID = 1;
  private static final String UNFINISHED = "_unfinished";

  private final SerializableConfiguration configuration;
  private final String folder;

  /**
   * A folder, which must be new or empty.
   *
   * @param folder a path or URI
   * @throws ExportException if it holds anything
   */
  public static OutputFiles claim(JavaSparkContext spark, String folder) {
    OutputFiles files = new OutputFiles(spark.hadoopConfiguration(), folder);
    try {
      FileSystem system = files.system();
      Path path = new Path(folder);
      if (system.exists(path) && !isEmpty(system, path)) {
        throw new ExportException(
            Problem.FOLDER_NOT_EMPTY,
            folder + " is not empty: choose another folder, or delete this one first");
      }
      system.mkdirs(new Path(path, UNFINISHED));
      return files;
    } catch (IOException notWritable) {
      throw files.trouble(folder, notWritable);
    }
  }

  private OutputFiles(Configuration configuration, String folder) {
    this.configuration = new SerializableConfiguration(configuration);
    this.folder = folder;
  }

  /** What an export that was stopped has left counts as nothing if no file has its name yet. */
  private static boolean isEmpty(FileSystem system, Path path) throws IOException {
    for (FileStatus entry : system.listStatus(path)) {
      if (!entry.getPath().getName().equals(UNFINISHED)) {
        return false;
      }
    }
    return true;
  }

  private FileSystem system() throws IOException {
    FileSystem system = new Path(folder).getFileSystem(configuration.value());
    system.setWriteChecksum(false); // the manifest has the digests; on a local disk these are files
    return system;
  }

  /** Copies a file of this machine into the folder. */
  void publish(java.nio.file.Path file, String name) {
    try {
      FileSystem system = system();
      Path whole = new Path(folder, name);
      Path copy = new Path(new Path(folder, UNFINISHED), name + "." + UUID.randomUUID());
      system.copyFromLocalFile(false, true, new Path(file.toUri()), copy);
      if (!system.rename(copy, whole)) {
        system.delete(whole, false);
        if (!system.rename(copy, whole)) {
          throw new IOException("it cannot be renamed to " + whole);
        }
      }
    } catch (IOException notWritable) {
      throw trouble(folder + "/" + name, notWritable);
    }
  }

  /** Removes what tasks that died have left. */
  void finish() {
    try {
      system().delete(new Path(folder, UNFINISHED), true);
    } catch (IOException stays) {
      throw trouble(folder + "/" + UNFINISHED, stays);
    }
  }

  private ExportException trouble(String file, IOException cause) {
    return new ExportException(
        Problem.NOT_WRITABLE,
        "cannot write "
            + file
            + ": "
            + cause.getMessage()
            + "; make it writable, or choose another",
        cause);
  }
}
