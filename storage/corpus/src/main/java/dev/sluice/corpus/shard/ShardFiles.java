package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.ExportException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;

/** The files that one shard is, which appear under their names when all of them are whole. */
public final class ShardFiles implements AutoCloseable {

  private final List<NewFile> files = new ArrayList<>();

  /** Begins them; the first is named as the shard is. */
  public ShardFiles(OutputFolder folder, List<String> names) {
    try {
      names.forEach(name -> files.add(folder.begin(name)));
    } catch (ExportException notWritable) {
      close();
      throw notWritable;
    }
  }

  /** Where their bytes go. */
  public List<OutputStream> outs() {
    return files.stream().map(NewFile::out).toList();
  }

  /** Says which shard could not be written. */
  public RuntimeException trouble(IOException cause) {
    return files.get(0).trouble(cause);
  }

  /** Ends them and gives them their names; the shard itself comes last, and is whole with it. */
  public List<NewFile.Written> finish() {
    LinkedList<NewFile.Written> written = new LinkedList<>();
    for (int i = files.size() - 1; i >= 0; i--) {
      written.addFirst(files.get(i).finish());
    }
    return written;
  }

  @Override
  public void close() {
    files.forEach(NewFile::close);
  }
}
