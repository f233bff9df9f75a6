package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Shelf;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.ShelfFile;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.Scan;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the segments hold of all candidates, one part after the other.
 *
 * @param imprint the place of the step's imprints among all imprints
 */
record StoredCandidates(SegmentFiles segments, Parts parts, int imprint, Meter meter)
    implements Candidates {

  @Override
  public int count() {
    return parts.candidates();
  }

  @Override
  public Scan<Signature> scan() {
    return new Walk<>(segments::readSignatures);
  }

  @Override
  public Scan<byte[]> imprints() {
    return new Walk<>(part -> segments.readImprints(part, imprint));
  }

  @Override
  public PairSorter sorter() {
    return new SortedRuns(segments.folder(), meter::check);
  }

  @Override
  public Shelf shelf() {
    return new ShelfFile(segments.folder());
  }

  @Override
  public void progress(double share) {
    meter.check();
    meter.step(share);
  }

  @Override
  public EarlierDocuments earlier() {
    return EarlierDocuments.NONE;
  }

  /** Holds one part's file open at a time. */
  private final class Walk<T> implements Scan<T> {

    private final IntFunction<Scan<T>> files;
    private int nextPart;
    private @Nullable Scan<T> part;

    Walk(IntFunction<Scan<T>> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (part == null || !part.hasNext()) {
        close();
        if (nextPart == parts.count()) {
          return false;
        }
        meter.check();
        part = files.apply(nextPart++);
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext() || part == null) {
        throw new NoSuchElementException();
      }
      return part.next();
    }

    @Override
    public void close() {
      if (part != null) {
        part.close();
        part = null;
      }
    }
  }
}
