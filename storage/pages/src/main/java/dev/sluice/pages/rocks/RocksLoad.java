package dev.sluice.pages.rocks;

import dev.sluice.pages.folder.FolderTrouble;
import dev.sluice.pages.model.TableLoad;
import dev.sluice.pages.rocks.Lifetime.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/**
 * Rows that are written as table files of RocksDB's own form, and then taken into the table by
 * their names, all in one change of its manifest (RocksDB, "Creating and Ingesting SST files").
 *
 * <p>So a row is written once, in its place, where the usual way writes it to a log, sorts it in
 * memory and merges it several times; and nothing needs to be undone when a process is killed.
 */
final class RocksLoad implements TableLoad {

  private static final long FILE_BYTES = 64L << 20;
  private static final int ROWS_BETWEEN_LOOKS = 4096;

  private final RocksDB db;
  private final RocksTable table;
  private final Options options;
  private final Path folder;
  private final Lifetime lifetime;
  private final EnvOptions environment = new EnvOptions();
  private final List<String> files = new ArrayList<>();
  private final Runnable onEnd = this::free;

  private @Nullable SstFileWriter file;
  private int rows;
  private boolean freed;

  RocksLoad(RocksDB db, RocksTable table, Options options, Path folder, Lifetime lifetime) {
    this.db = db;
    this.table = table;
    this.options = options;
    this.folder = folder;
    this.lifetime = lifetime;
    clear();
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("made", folder, failure);
    }
    lifetime.add(onEnd);
  }

  @Override
  public void add(byte[] key, byte[] value) {
    try (Use use = lifetime.enter()) {
      file().put(key, value);
      if (++rows % ROWS_BETWEEN_LOOKS == 0 && file().fileSize() > FILE_BYTES) {
        finishFile();
      }
    } catch (RocksDBException failure) {
      throw failed(failure);
    }
  }

  private SstFileWriter file() throws RocksDBException {
    if (file == null) {
      String name = folder.resolve(String.format(Locale.ROOT, "%06d.sst", files.size())).toString();
      file = new SstFileWriter(environment, options);
      file.open(name);
      files.add(name);
    }
    return file;
  }

  private void finishFile() throws RocksDBException {
    if (file != null) {
      file.finish();
      file.close();
      file = null;
    }
  }

  @Override
  public void finish() {
    try (Use use = lifetime.enter();
        IngestExternalFileOptions how = new IngestExternalFileOptions()) {
      finishFile();
      if (!files.isEmpty()) {
        db.ingestExternalFile(table.family(), files, how.setMoveFiles(true));
      }
    } catch (RocksDBException failure) {
      throw failed(failure);
    }
  }

  private RuntimeException failed(RocksDBException failure) {
    return table.failed("rows that are loaded, in " + folder, failure);
  }

  @Override
  public void close() {
    free();
    lifetime.remove(onEnd);
    clear();
  }

  private synchronized void free() {
    if (freed) {
      return;
    }
    freed = true;
    if (file != null) {
      file.close();
    }
    environment.close();
    options.close();
  }

  /** What is left when the rows are in the table are second names of its files. */
  private void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> left = Files.list(folder)) {
      for (Path path : left.toList()) {
        Files.delete(path);
      }
      Files.delete(folder);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("cleared", folder, failure);
    }
  }
}
