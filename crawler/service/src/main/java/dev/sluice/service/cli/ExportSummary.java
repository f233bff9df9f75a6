package dev.sluice.service.cli;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What an export made, in words: the funnel from captures to documents. */
final class ExportSummary {

  private ExportSummary() {}

  static void print(PrintWriter out, Manifest manifest, Path folder) {
    Manifest.Counts counts = manifest.counts();
    out.printf(
        "%,d captures -> %,d documents (%s), %,d dropped, by recipe %s%n",
        counts.captures(),
        counts.documents(),
        languages(manifest.languages()),
        counts.dropped(),
        manifest.recipe().name());
    manifest.funnel().stream()
        .filter(step -> step.dropped() > 0)
        .forEach(step -> printStep(out, step));
    long bytes = manifest.shards().stream().mapToLong(ShardEntry::bytes).sum();
    long characters = manifest.shards().stream().mapToLong(ShardEntry::characters).sum();
    out.printf(
        "  %,d characters in %d shard%s, %s%n",
        characters,
        manifest.shards().size(),
        manifest.shards().size() == 1 ? "" : "s",
        Sizes.text(bytes));
    manifest.shards().forEach(shard -> out.println("  " + folder.resolve(shard.file())));
    out.println(
        "  " + folder.resolve(manifest.ledger().file()) + "  why each of the others is out");
    out.println("  " + folder.resolve("manifest.json"));
  }

  private static void printStep(PrintWriter out, FunnelStep step) {
    String rules =
        step.rules().entrySet().stream()
            .filter(rule -> rule.getValue() > 0)
            .map(rule -> rule.getKey() + " " + rule.getValue())
            .collect(Collectors.joining(", "));
    out.printf("  %,7d dropped by %s (%s)%n", step.dropped(), step.step(), rules);
  }

  private static String languages(Map<String, Long> languages) {
    return languages.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
