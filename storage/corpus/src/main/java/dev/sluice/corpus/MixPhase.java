package dev.sluice.corpus;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Facts;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.mix.Mixer;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.PlanFile;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.corpus.work.Balance;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.work.MixMeasuring;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The phase between choosing and writing, if a mix was asked for: measures it out, leaves out what
 * it has no room for, and writes the plan.
 *
 * <p>Tokens are counted first, once for each chosen document, by several threads; the counts are
 * kept in files beside the segments, so that neither an export that goes on nor another mix of the
 * same documents counts again.
 */
final class MixPhase {

  private final Job job;
  private final Mix mix;
  private final OutputFolder folder;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Selection selection;
  private final Remains remains;
  private final String comparedWith;
  private final MixMeasuring measuring;

  MixPhase(
      Job job,
      Mix mix,
      OutputFolder folder,
      SegmentFiles segments,
      Parts parts,
      Selection selection,
      Remains remains,
      String comparedWith) {
    this.job = job;
    this.mix = mix;
    this.measuring = new MixMeasuring(mix);
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.remains = remains;
    this.comparedWith = comparedWith;
  }

  /** Measures out the mix; the selection has lost what it leaves out. */
  MixOutcome run() {
    if (parts.candidates() > 0) {
      measuring.requireMeasured(parts.names().numbers(), job.recipe());
    }
    boolean counts = mix.unit() == MixUnit.TOKENS;
    job.meter().begin(Phase.MIX, parts.candidates() * (counts ? 2L : 1L));
    if (counts) {
      countTokens();
    }
    Mixer mixer = new Mixer(mix, parts.candidates());
    addAll(mixer);
    StoredCandidates candidates = new StoredCandidates(job, segments, parts, remains, 0);
    Mixed mixed = mixer.mix(candidates::sorter);
    MixMeasuring.leaveOut(mixed, selection, job.mixNumber());
    try (MixedPlan shards = new MixedPlan(job, segments, leavings(), mixed)) {
      MixPlan plan = mixed.plan().in(shards.planned());
      if (!folder.hasManifest()) {
        PlanFile.settle(folder, Optional.of(plan));
      }
      return new MixOutcome(mixed, plan, mixed.step());
    }
  }

  private Leavings leavings() {
    return new Leavings(job, segments, parts, selection, remains);
  }

  private void countTokens() {
    try (Crew<Integer> crew = new Crew<>(job.request().threads(), job.meter(), part -> {})) {
      for (int part = 0; part < parts.count(); part++) {
        int number = part;
        crew.add(() -> countTokens(number));
      }
      crew.finish();
    }
  }

  private int countTokens(int part) {
    int count = parts.firstCandidate(part + 1) - parts.firstCandidate(part);
    SegmentHeader header = counted(part, count);
    if (!segments.hasTokenCounts(header)) {
      List<Integer> counts = new ArrayList<>(Collections.nCopies(count, 0));
      try (Scan<ShardDocument> documents = leavings().of(part, any -> true)) {
        while (documents.hasNext()) {
          job.meter().check();
          ShardDocument next = documents.next();
          int tokens = job.request().counter().orElseThrow().count(next.document().text());
          counts.set(next.candidate() - parts.firstCandidate(part), tokens);
        }
      }
      segments.writeTokenCounts(header, counts);
    }
    job.meter().add(count);
    return part;
  }

  /** What a part's counts are made from: the mix is not among it, so that another can use them. */
  private SegmentHeader counted(int part, int candidates) {
    String by = job.request().counter().orElseThrow().entry().toString();
    return job.header(comparedWith + " counted by " + by, part, 0, candidates);
  }

  private void addAll(Mixer mixer) {
    Clusters clusters = Clusters.of(selection, GlobalSteps.of(job.recipe()).byNumber());
    StoredCandidates candidates = new StoredCandidates(job, segments, parts, remains, 0);
    try (Scan<Signature> signatures = candidates.scan();
        Tags tags = new Tags(mix.asksForTags() ? job.captures() : null)) {
      for (int part = 0; part < parts.count(); part++) {
        List<Map<String, Double>> measured = measured(part);
        List<Integer> tokens =
            mix.unit() == MixUnit.TOKENS ? segments.readTokenCounts(part) : List.of();
        int first = parts.firstCandidate(part);
        for (int it = first; it < parts.firstCandidate(part + 1); it++) {
          Signature signature = signatures.next();
          Map<String, String> tagged = tags.of(signature);
          if (selection.chosen(it)) {
            Map<String, Double> numbers = measured.isEmpty() ? Map.of() : measured.get(it - first);
            Facts facts = measuring.facts(signature, tagged, clusters.size(it), numbers);
            int place = it - first;
            mixer.add(it, facts, measuring.units(signature, () -> tokens.get(place)));
          }
        }
        job.meter().add(parts.firstCandidate(part + 1) - first);
      }
    }
  }

  /** Those measured numbers of a part's candidates that the mix asks for; none if it asks none. */
  private List<Map<String, Double>> measured(int part) {
    Set<String> names = mix.measured();
    if (names.isEmpty()) {
      return List.of();
    }
    List<Map<String, Double>> all = new ArrayList<>();
    try (Scan<LedgerRow> rows = segments.readLedger(part)) {
      while (rows.hasNext()) {
        LedgerRow row = rows.next();
        if (row.isKept()) {
          all.add(MixMeasuring.numbers(row, names));
        }
      }
    }
    return all;
  }

  /** The tags of captures, which are asked for in their order. */
  private static final class Tags implements AutoCloseable {

    private final @Nullable Scan<Capture> captures;

    Tags(@Nullable Scan<Capture> captures) {
      this.captures = captures;
    }

    Map<String, String> of(Signature candidate) {
      while (captures != null && captures.hasNext()) {
        Capture capture = captures.next();
        if (capture.url().equals(candidate.url())
            && capture.key().fetchedAt().equals(candidate.fetchedAt())) {
          return capture.tags();
        }
      }
      if (captures != null) {
        throw Balance.defect("the snapshot has no capture of " + candidate.url());
      }
      return Map.of();
    }

    @Override
    public void close() {
      if (captures != null) {
        captures.close();
      }
    }
  }
}
