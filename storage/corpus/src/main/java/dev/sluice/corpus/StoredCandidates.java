package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.pages.model.Scan;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The signatures of all segments, one part after the other. */
record StoredCandidates(SegmentFiles segments, Parts parts, Meter meter) implements Candidates {

  @Override
  public int count() {
    return parts.candidates();
  }

  @Override
  public Scan<Signature> scan() {
    return new Walk();
  }

  /** Holds one part's file open at a time. */
  private final class Walk implements Scan<Signature> {

    private int nextPart;
    private @Nullable Scan<Signature> part;

    @Override
    public boolean hasNext() {
      while (part == null || !part.hasNext()) {
        close();
        if (nextPart == parts.count()) {
          return false;
        }
        meter.check();
        part = segments.readSignatures(nextPart++);
      }
      return true;
    }

    @Override
    public Signature next() {
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
