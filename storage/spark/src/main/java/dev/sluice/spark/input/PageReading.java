package dev.sluice.spark.input;

import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.archive.PageItem;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * The second reading of files: something of each item of theirs, one at a time.
 *
 * @param what what is wanted of an item
 */
record PageReading<T>(FileOpening opening, Wanted<T> what) implements FlatMapFunction<byte[], T> {

  /** Makes something of an item, if it is one of those that are wanted. */
  @FunctionalInterface
  interface Wanted<T> extends Serializable {
    Optional<T> of(PageItem item);
  }

  @Override
  public Iterator<T> call(byte[] pack) {
    Iterator<InputFile> files = Sent.value(FilePack.class, pack).files().iterator();
    Walk<T> walk = new Walk<>(opening, what, files);
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener ending = ended -> walk.close();
      task.addTaskCompletionListener(ending);
    }
    return walk;
  }

  /** Goes through the items of one file after the other. */
  private static final class Walk<T> implements Iterator<T> {

    private final FileOpening opening;
    private final Wanted<T> what;
    private final Iterator<InputFile> files;
    private InputFile file = new InputFile("", 0);
    private ArchivePages.@Nullable Reading reading;
    private Optional<T> next = Optional.empty();

    Walk(FileOpening opening, Wanted<T> what, Iterator<InputFile> files) {
      this.opening = opening;
      this.what = what;
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next.isEmpty() && (reading != null || files.hasNext())) {
          advance();
        }
        return next.isPresent();
      } catch (IOException failure) {
        throw new UncheckedIOException(FileOpening.of(file, failure));
      }
    }

    private void advance() throws IOException {
      ArchivePages.Reading current = reading;
      if (current == null) {
        file = files.next();
        reading = opening.open(file);
        return;
      }
      Optional<PageItem> item = current.next();
      if (item.isEmpty()) {
        reading = null;
        current.close();
      }
      next = item.flatMap(what::of);
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      T given = next.orElseThrow();
      next = Optional.empty();
      return given;
    }

    /** Closes what a task that was ended has left open. */
    void close() {
      ArchivePages.Reading current = reading;
      reading = null;
      if (current != null) {
        try {
          current.close();
        } catch (IOException failure) {
          throw new UncheckedIOException(FileOpening.of(file, failure));
        }
      }
    }
  }
}
