package dev.sluice.corpus;

import dev.sluice.corpus.model.Manifest.ChangesEntry;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.report.ChangesWriter;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lists the documents of an older snapshot that are no longer so, in the order of their keys: those
 * whose page has another document by now, and those whose page has none.
 */
final class ChangesTask {

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private long added;
  private long changed;

  ChangesTask(
      Job job, OutputFolder folder, SegmentFiles segments, Parts parts, Selection selection) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
  }

  /** Writes the list, and counts what there is. */
  ChangesEntry run() {
    try (ChangesWriter writer = new ChangesWriter(folder)) {
      for (int part = 0; part < parts.count(); part++) {
        job.meter().check();
        write(part, writer);
      }
      return writer.finish(added, changed, job.basis().after());
    }
  }

  /**
   * What became of a page's candidates.
   *
   * @param ids of its documents
   * @param lostIn the step that dropped the one that came furthest; 0 if none was dropped
   */
  private record Outcome(Set<String> ids, int lostIn) {}

  private void write(int part, ChangesWriter writer) {
    Map<PageUrl, Outcome> outcomes = outcomes(part);
    Set<PageUrl> known = new HashSet<>();
    try (Scan<OlderDocument> documents = segments.readOlder(part)) {
      while (documents.hasNext()) {
        OlderDocument older = documents.next();
        known.add(older.key().url());
        if (older.isWithdrawn()) {
          Outcome outcome = outcomes.getOrDefault(older.key().url(), new Outcome(Set.of(), 0));
          writer.add(older, successor(older, outcome), why(older, outcome));
        }
      }
    }
    outcomes.forEach((url, outcome) -> count(outcome.ids.size(), known.contains(url)));
  }

  private void count(int documents, boolean isKnown) {
    added += isKnown ? 0 : documents;
    changed += isKnown ? documents : 0;
  }

  /** The document that the page has now: the same with another text, or that of another capture. */
  private Optional<String> successor(OlderDocument older, Outcome outcome) {
    if (outcome.ids.contains(older.id())) {
      return Optional.of(older.id());
    }
    boolean keepsAll = job.recipe().step("newest-capture").isEmpty();
    return keepsAll ? Optional.empty() : outcome.ids.stream().findFirst();
  }

  private String why(OlderDocument older, Outcome outcome) {
    return older.why().isEmpty()
        ? job.facts().steps().get(job.facts().stepsBefore() + outcome.lostIn).name()
        : older.why();
  }

  private Map<PageUrl, Outcome> outcomes(int part) {
    Map<PageUrl, Outcome> outcomes = new HashMap<>();
    int candidate = parts.firstCandidate(part);
    try (Scan<Signature> signatures = segments.readSignatures(part)) {
      for (; signatures.hasNext(); candidate++) {
        Signature signature = signatures.next();
        Outcome outcome =
            outcomes.computeIfAbsent(signature.url(), any -> new Outcome(new HashSet<>(), 0));
        if (selection.chosen(candidate)) {
          outcome.ids.add(signature.id());
        } else if (selection.step(candidate) > outcome.lostIn) {
          outcomes.put(signature.url(), new Outcome(outcome.ids, selection.step(candidate)));
        }
      }
    }
    return outcomes;
  }
}
