package dev.sluice.spark.write;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the driver tells of a candidate.
 *
 * @param step the number of the step that dropped it, the mix included; -1 if it is chosen
 * @param winner whom it lost to; itself if nobody
 * @param measured the number that it was dropped with
 * @param clusterSize how many captures say nearly the same; 0 for a replaced state of a page
 * @param exactCopies how many say the same
 * @param last the candidate that stands for all of them
 * @param winnerGroup how many candidates the one stands for that it lost to
 * @param lender the candidate that lends it its body; -1 if none does
 * @param group of a mix, by its number; -1 without one
 * @param units as many as the mix counted; 0 without one
 * @param places where its document goes
 */
record Fate(
    int step,
    int winner,
    double measured,
    int clusterSize,
    int exactCopies,
    int last,
    int winnerGroup,
    int lender,
    int group,
    int units,
    List<Place> places) {

  static final int VERSION = 1;
  static final int CHOSEN = -1;

  /** The number of a shard and of a document in it. */
  record Place(int shard, long line) {}

  boolean isChosen() {
    return step == CHOSEN;
  }

  /** The number of the step that dropped it; above all numbers if it is chosen. */
  int end() {
    return isChosen() ? Integer.MAX_VALUE : step;
  }

  void write(RowWriter out, int candidate) {
    out.number(step).number(winner - (long) candidate);
    out.number(Float.floatToIntBits((float) measured));
    out.number(clusterSize).number(exactCopies).number(last - (long) candidate);
    out.number(winnerGroup).number(lender).number(group).number(units).number(places.size());
    places.forEach(place -> out.number(place.shard).number(place.line));
  }

  static Fate read(RowReader in, int candidate) {
    return new Fate(
        in.smallNumber(),
        in.smallNumber() + candidate,
        Double.parseDouble(Float.toString(Float.intBitsToFloat(in.smallNumber()))),
        in.smallNumber(),
        in.smallNumber(),
        in.smallNumber() + candidate,
        in.smallNumber(),
        in.smallNumber(),
        in.smallNumber(),
        in.smallNumber(),
        places(in));
  }

  private static List<Place> places(RowReader in) {
    List<Place> places = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      places.add(new Place(in.smallNumber(), in.number()));
    }
    return places;
  }
}
