package dev.sluice.corpus;

import dev.sluice.corpus.work.Balance;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Facts;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.mix.Mixer;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.PlanFile;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.corpus.site.Domains;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
  private final Domains domains = new Domains();

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
    this.folder = folder;
    this.segments = segments;
    this.parts = parts;
    this.selection = selection;
    this.remains = remains;
    this.comparedWith = comparedWith;
  }

  /** Measures out the mix; the selection has lost what it leaves out. */
  MixOutcome run() {
    requireMeasured(mix.measured());
    boolean counts = mix.unit() == MixUnit.TOKENS;
    job.meter().begin(Phase.MIX, parts.candidates() * (counts ? 2L : 1L));
    if (counts) {
      countTokens();
    }
    Mixer mixer = new Mixer(mix, parts.candidates());
    addAll(mixer);
    StoredCandidates candidates = new StoredCandidates(job, segments, parts, remains, 0);
    Mixed mixed = mixer.mix(candidates::sorter);
    leaveOut(mixed);
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

  private void requireMeasured(Set<String> asked) {
    Set<String> known = parts.names().numbers();
    for (String name : asked) {
      if (parts.candidates() > 0 && !known.contains(name)) {
        throw new SettingsException(
            "%s asks for '%s', which the recipe '%s' measured of no page%s"
                .formatted(mix.file(), name, job.recipe().name(), Nearest.hint(name, known)));
      }
    }
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
            Facts facts = facts(signature, tagged, clusters.size(it), numbers);
            mixer.add(it, facts, units(signature, tokens, it - first));
          }
        }
        job.meter().add(parts.firstCandidate(part + 1) - first);
      }
    }
  }

  private int units(Signature signature, List<Integer> tokens, int place) {
    return switch (mix.unit()) {
      case TOKENS -> tokens.get(place);
      case CHARACTERS -> signature.characters();
      case BYTES -> signature.textBytes();
      case DOCUMENTS -> 1;
    };
  }

  private Facts facts(
      Signature signature, Map<String, String> tags, int cluster, Map<String, Double> numbers) {
    String host = signature.url().host();
    return new Facts(
        signature.id(),
        signature.language(),
        host,
        domains.of(host),
        signature.seed(),
        tags,
        signature.fetchedAt(),
        signature.characters(),
        signature.textBytes(),
        cluster,
        numbers);
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
          all.add(numbers(row, names));
        }
      }
    }
    return all;
  }

  private static Map<String, Double> numbers(LedgerRow row, Set<String> names) {
    Map<String, Double> numbers = new HashMap<>();
    row.measurements().stream()
        .filter(it -> names.contains(it.rule()))
        .forEach(
            it -> {
              if (it.measured() instanceof Measured.Quantity quantity) {
                numbers.putIfAbsent(it.rule(), quantity.number());
              }
            });
    return numbers;
  }

  private void leaveOut(Mixed mixed) {
    int number = job.mixNumber();
    Balance balance = Balance.before(selection);
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      if (selection.chosen(candidate) && mixed.isLeftOut(candidate)) {
        selection.dropAlone(candidate, number, mixed.reason(candidate));
      }
    }
    balance.check(MixStep.NAME, number, selection);
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
