package dev.sluice.corpus.index;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.TableLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the rows of an export in the order of their keys: documents, imprints, keys, the names of
 * new spaces, what it withdraws, and the export itself. Keys are sorted on the disk; memory does
 * not grow with them.
 */
final class Recorder {

  private static final int TELL_EVERY = 1 << 10;

  private final Recording what;
  private final IndexContents contents;
  private final TableLoad load;
  private final int firstDocument;
  private final int documents;

  /** The steps by the numbers of their spaces. */
  private final TreeMap<Integer, Recording.Step> steps = new TreeMap<>();

  Recorder(Recording what, IndexContents contents, TableLoad load) {
    this.what = what;
    this.contents = contents;
    this.load = load;
    this.firstDocument = contents.nextDocument();
    this.documents = what.chosen().cardinality();
    if (documents > Integer.MAX_VALUE - firstDocument) {
      throw new ExportException(
          Problem.INCONSISTENT,
          "the index cannot hold more than two billion documents: begin a new one in another"
              + " folder");
    }
    int next = contents.nextSpace();
    for (Recording.Step step : what.steps()) {
      steps.put(contents.space(step.space()).orElse(next), step);
      next = Math.max(next, steps.lastKey() + 1);
    }
    if (!steps.isEmpty() && steps.lastKey() > Character.MAX_VALUE) {
      throw new ExportException(
          Problem.INCONSISTENT, "the index has 65,536 spaces of keys: begin a new one");
    }
  }

  /** Adds all rows; they are visible when the load is finished. */
  void run(Candidates candidates) {
    addDocuments(candidates);
    steps.forEach(
        (space, step) -> {
          if (step.step().keepsImprints()) {
            addImprints(space, step);
          }
        });
    List<ExportRow.Keys> keys = new ArrayList<>();
    steps.forEach(
        (space, step) -> {
          long added = addKeys(space, step, 1 + 2 * keys.size());
          keys.add(new ExportRow.Keys(space, added));
        });
    addSpaces();
    int number = contents.nextExport();
    what.withdrawn().stream()
        .forEach(document -> load.add(IndexRows.withdrawnKey(number, document), IndexRows.NOTHING));
    load.add(IndexRows.exportKey(number), IndexRows.export(row(number, keys)));
  }

  /**
   * Tells how far the work is: to add the documents is a part of it, and so are to sort and to add
   * the keys of each step.
   */
  private void tell(Candidates candidates, int parts, long done, long of) {
    if (done % TELL_EVERY == 0) {
      candidates.progress((parts + (double) done / of) / (1 + 2 * steps.size()));
    }
  }

  private void addDocuments(Candidates candidates) {
    int number = firstDocument;
    try (Scan<Signature> scan = candidates.scan()) {
      for (int candidate = 0; scan.hasNext(); candidate++) {
        Signature signature = scan.next();
        if (what.chosen().get(candidate)) {
          load.add(IndexRows.documentKey(number++), IndexRows.document(signature));
        }
        tell(candidates, 0, candidate, candidates.count());
      }
    }
    if (number - firstDocument != documents) {
      throw new IllegalStateException("fewer candidates than were chosen from");
    }
  }

  private void addImprints(int space, Recording.Step step) {
    int number = firstDocument;
    try (Scan<byte[]> imprints = step.candidates().imprints()) {
      for (int candidate = 0; imprints.hasNext(); candidate++) {
        byte[] imprint = imprints.next();
        if (what.chosen().get(candidate)) {
          load.add(IndexRows.imprintKey(space, number++), imprint);
        }
      }
    }
  }

  private long addKeys(int space, Recording.Step step, int parts) {
    try (PairSorter sorter = step.candidates().sorter()) {
      long sorted = sortKeys(step, sorter, parts);
      try (PairSorter.Pairs pairs = sorter.sorted()) {
        return addSorted(space, step, pairs, parts + 1, sorted);
      }
    }
  }

  private long sortKeys(Recording.Step step, PairSorter sorter, int parts) {
    long sorted = 0;
    boolean takesImprints = step.step().takesImprints();
    int number = firstDocument;
    try (Scan<Signature> scan = step.candidates().scan();
        Scan<byte[]> imprints = takesImprints ? step.candidates().imprints() : new NoImprints()) {
      for (int candidate = 0; scan.hasNext(); candidate++) {
        Signature signature = scan.next();
        byte[] imprint = imprints.next();
        if (what.chosen().get(candidate)) {
          for (long key : step.step().keys(signature, imprint)) {
            sorter.add(key, number);
            sorted++;
          }
          number++;
        }
        tell(step.candidates(), parts, candidate, step.candidates().count());
      }
    }
    return sorted;
  }

  /** A document may have a key several times; it is found by it once. */
  private long addSorted(
      int space, Recording.Step step, PairSorter.Pairs pairs, int parts, long sorted) {
    long count = 0;
    long seen = 0;
    long lastKey = 0;
    long lastNumber = -1;
    while (pairs.next()) {
      tell(step.candidates(), parts, seen++, sorted);
      if (lastNumber < 0 || pairs.key() != lastKey || pairs.value() != lastNumber) {
        lastKey = pairs.key();
        lastNumber = pairs.value();
        load.add(IndexRows.keyKey(space, lastKey, (int) lastNumber), IndexRows.NOTHING);
        count++;
      }
    }
    return count;
  }

  private void addSpaces() {
    for (Map.Entry<Integer, Recording.Step> step : steps.entrySet()) {
      if (!contents.spaces().containsKey(step.getKey())) {
        load.add(IndexRows.spaceKey(step.getKey()), IndexRows.space(step.getValue().space()));
      }
    }
  }

  private ExportRow row(int number, List<ExportRow.Keys> keys) {
    return new ExportRow(
        number,
        what.name(),
        what.manifest().snapshot().id(),
        what.manifest().recipe().name() + "@" + what.manifest().recipe().version(),
        what.manifest().recipe().hash(),
        what.manifest().sluiceVersion(),
        what.manifestSha256(),
        firstDocument,
        documents,
        keys,
        false);
  }

  /** An empty imprint for each candidate. */
  private static final class NoImprints implements Scan<byte[]> {

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public byte[] next() {
      return IndexRows.NOTHING;
    }

    @Override
    public void close() {}
  }
}
