package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;

/** How far a step is that does its work in several stages, each of many small pieces. */
final class Progress {

  private static final int PIECES_BETWEEN = 1 << 12;

  private final Candidates candidates;
  private double begin;
  private double end;
  private long pieces;
  private long done;

  Progress(Candidates candidates) {
    this.candidates = candidates;
  }

  /**
   * Begins the next stage.
   *
   * @param share how far the step is when the stage is done, from 0 to 1
   * @param expected pieces of the stage
   */
  void stage(double share, long expected) {
    begin = end;
    end = share;
    pieces = Math.max(1, expected);
    done = 0;
    candidates.progress(begin);
  }

  /** A piece is done; ends the step by what is thrown if it is to stop. */
  void piece() {
    done++;
    if (done % PIECES_BETWEEN == 0) {
      candidates.progress(begin + (end - begin) * Math.min(1, (double) done / pieces));
    }
  }
}
