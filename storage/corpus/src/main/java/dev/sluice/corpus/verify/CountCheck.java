package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.SeedEntry;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Verification.Problem;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.model.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The numbers of a manifest against each other. */
final class CountCheck {

  private static final String FILE = OutputFolder.MANIFEST;

  private final Manifest manifest;
  private final Findings findings;

  CountCheck(Manifest manifest, Findings findings) {
    this.manifest = manifest;
    this.findings = findings;
  }

  void run() {
    Manifest.Counts counts = manifest.counts();
    findings.requireEqual(
        FILE,
        "captures = documents + dropped",
        counts.captures(),
        counts.documents() + counts.dropped());
    long left = funnel(counts.captures());
    findings.requireEqual(FILE, "documents that the funnel leaves", left, counts.documents());
    findings.requireEqual(FILE, "rows of the ledger", counts.captures(), manifest.ledger().rows());
    findings.requireEqual(
        FILE, "captures of the snapshot", manifest.snapshot().captures(), counts.captures());
    long documents = manifest.shards().stream().mapToLong(ShardEntry::documents).sum();
    findings.requireEqual(FILE, "documents of the shards", manifest.written(), documents);
    findings.requireEqual(
        FILE, "documents of the languages", counts.documents(), sum(manifest.languages()));
    seeds(counts.documents());
    recipe();
  }

  private long funnel(long captures) {
    long left = captures;
    for (FunnelStep step : manifest.funnel()) {
      findings.requireEqual(FILE, "what reaches the step '" + step.step() + "'", left, step.in());
      findings.requireEqual(
          FILE, "what the rules of '" + step.step() + "' drop", step.dropped(), sum(step.rules()));
      left -= step.dropped();
    }
    findings.requireEqual(
        FILE, "what all steps drop", captures - left, manifest.counts().dropped());
    return left;
  }

  private void seeds(long documents) {
    if (!manifest.seeds().isEmpty()) {
      long captures = manifest.seeds().stream().mapToLong(SeedEntry::captures).sum();
      long ofSeeds = manifest.seeds().stream().mapToLong(SeedEntry::documents).sum();
      findings.requireEqual(FILE, "captures of the seeds", manifest.counts().captures(), captures);
      findings.requireEqual(FILE, "documents of the seeds", documents, ofSeeds);
    }
  }

  private void recipe() {
    byte[] text = manifest.recipe().expanded().getBytes(StandardCharsets.UTF_8);
    if (!ContentHash.of(text).hex().equals(manifest.recipe().hash())) {
      findings.add(
          Problem.DIGEST, FILE, "the recipe's text has not the digest that stands beside it");
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(it -> it).sum();
  }
}
