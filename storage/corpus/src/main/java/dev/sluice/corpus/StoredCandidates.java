package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Shelf;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.ShelfFile;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.Scan;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the segments hold of all candidates, one part after the other.
 *
 * @param remains what is left of those that earlier steps took text out of
 * @param imprint the place of the step's imprints among all imprints
 * @param taker takes what the step cuts out of texts, if it does
 */
record StoredCandidates(
    Job job,
    SegmentFiles segments,
    Parts parts,
    Remains remains,
    int imprint,
    Optional<TextCuts> taker)
    implements Candidates {

  /** Candidates for a step that takes no text. */
  StoredCandidates(Job job, SegmentFiles segments, Parts parts, Remains remains, int imprint) {
    this(job, segments, parts, remains, imprint, Optional.empty());
  }

  /** The same for a step whose cuts go there. */
  StoredCandidates with(TextCuts cuts) {
    return new StoredCandidates(job, segments, parts, remains, imprint, Optional.of(cuts));
  }

  @Override
  public int count() {
    return parts.candidates();
  }

  @Override
  public Scan<Signature> scan() {
    return new Walk<>(this::signatures);
  }

  private Scan<Signature> signatures(int part) {
    Scan<Signature> all = segments.readSignatures(part);
    SortedMap<Integer, Remainder> left = remains.of(part);
    return left.isEmpty() ? all : new Shortened(all, left);
  }

  @Override
  public TextCuts cuts() {
    return taker.orElseThrow(() -> new IllegalStateException("the step takes no text"));
  }

  @Override
  public Scan<byte[]> imprints() {
    return new Walk<>(part -> segments.readImprints(part, imprint));
  }

  @Override
  public PairSorter sorter() {
    return new SortedRuns(segments.folder(), job.meter()::check);
  }

  @Override
  public Shelf shelf() {
    return new ShelfFile(segments.folder());
  }

  @Override
  public void progress(double share) {
    job.meter().check();
    job.meter().step(share);
  }

  @Override
  public EarlierDocuments earlier() {
    return job.earlier();
  }

  /** A part's signatures, of what is left of the candidates. */
  private static final class Shortened implements Scan<Signature> {

    private final Scan<Signature> all;
    private final SortedMap<Integer, Remainder> left;
    private int place;

    Shortened(Scan<Signature> all, SortedMap<Integer, Remainder> left) {
      this.all = all;
      this.left = left;
    }

    @Override
    public boolean hasNext() {
      return all.hasNext();
    }

    @Override
    public Signature next() {
      Signature whole = all.next();
      Remainder rest = left.get(place++);
      return rest == null ? whole : whole.with(rest);
    }

    @Override
    public void close() {
      all.close();
    }
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
        job.meter().check();
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
