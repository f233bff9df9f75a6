package dev.sluice.corpus;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.report.Funnel;
import dev.sluice.corpus.report.LedgerWriter;
import dev.sluice.corpus.shard.DroppedCapture;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the ledger: the captures that the page steps dropped and those that the global steps
 * dropped, together in the order of their keys.
 *
 * <p>A capture that lost to another names it. The other's id and URL are read from its part's
 * signatures; the parts used last are kept, since copies mostly lie near each other.
 */
final class LedgerTask {

  private static final int PARTS_KEPT = 64;

  private final Job job;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Map<Integer, List<Signature>> recent =
      new LinkedHashMap<>(PARTS_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Signature>> eldest) {
          return size() > PARTS_KEPT;
        }
      };

  LedgerTask(
      Job job, OutputFolder folder, SegmentFiles segments, Parts parts, Selection selection) {
    this.job = job;
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
  }

  LedgerEntry run(Funnel funnel) {
    try (LedgerWriter ledger = new LedgerWriter(folder)) {
      for (int part = 0; part < parts.count(); part++) {
        job.meter().check();
        for (DroppedCapture dropped : dropped(part)) {
          ledger.add(dropped.row());
          funnel.drop(dropped.row().step(), dropped.row().cause().rule());
          job.meter().add(1);
        }
      }
      return ledger.finish();
    }
  }

  private List<DroppedCapture> dropped(int part) {
    List<DroppedCapture> all = new ArrayList<>();
    try (Scan<DroppedCapture> scan = segments.readLedger(part)) {
      scan.forEachRemaining(all::add);
    }
    int candidate = parts.firstCandidate(part);
    for (Signature signature : signatures(part)) {
      if (!selection.chosen(candidate)) {
        all.add(new DroppedCapture(signature.capture(), row(signature, candidate)));
      }
      candidate++;
    }
    all.sort(Comparator.comparingLong(DroppedCapture::capture));
    return all;
  }

  private LedgerRow row(Signature signature, int candidate) {
    int winner = selection.winner(candidate);
    int part = parts.partOf(winner);
    Signature other = signatures(part).get(winner - parts.firstCandidate(part));
    Recipe.Step step = job.recipe().steps().get(selection.step(candidate));
    GlobalStep compared = ChoosePhase.step(step);
    CaptureKey key = new CaptureKey(signature.url(), signature.fetchedAt());
    return new LedgerRow(
        Document.id(key),
        key,
        step.name(),
        compared.reason(other, selection.group(winner)),
        Optional.of(new LedgerRow.Match(other.id(), other.url().toString())));
  }

  private List<Signature> signatures(int part) {
    List<Signature> known = recent.get(part);
    if (known != null) {
      return known;
    }
    List<Signature> all = new ArrayList<>();
    try (Scan<Signature> scan = segments.readSignatures(part)) {
      scan.forEachRemaining(all::add);
    }
    recent.put(part, all);
    return all;
  }
}
