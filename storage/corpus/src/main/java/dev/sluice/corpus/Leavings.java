package dev.sluice.corpus;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.work.Ahead;
import dev.sluice.pages.model.Scan;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.IntPredicate;

/** Reads the documents of a part with what steps that take text out have left of them. */
final class Leavings {

  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Remains remains;
  private final boolean isSinceOlder;

  /**
   * The documents of an export. Of one that goes on from an older snapshot they tell what they are
   * beside that.
   */
  Leavings(Job job, SegmentFiles segments, Parts parts, Selection selection, Remains remains) {
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.remains = remains;
    this.isSinceOlder = job.basis().since().isPresent();
  }

  Parts parts() {
    return parts;
  }

  /** Those chosen documents of a part that are wanted, in the order of their candidates. */
  Scan<ShardDocument> of(int part, IntPredicate wanted) {
    return new Walk(part, wanted);
  }

  private final class Walk extends Ahead<ShardDocument> {

    private final IntPredicate wanted;
    private final Scan<Document> documents;
    private final SortedMap<Integer, Remainder> shortened;
    private final int first;
    private final PageChanges changes;
    private int candidate;

    Walk(int part, IntPredicate wanted) {
      this.wanted = wanted;
      this.first = parts.firstCandidate(part);
      this.candidate = first;
      this.shortened = remains.of(part);
      this.changes = PageChanges.of(isSinceOlder, segments, part);
      this.documents = segments.readDocuments(part);
    }

    @Override
    public Optional<ShardDocument> find() {
      while (documents.hasNext()) {
        int number = candidate++;
        Document document = documents.next();
        if (selection.chosen(number) && wanted.test(number)) {
          return Optional.of(new ShardDocument(changes.told(rest(document, number)), number, 0));
        }
      }
      return Optional.empty();
    }

    private Document rest(Document document, int number) {
      return remains.rest(
          document, number, Optional.ofNullable(shortened.get(number - first)), selection);
    }

    @Override
    public void close() {
      documents.close();
    }
  }
}
