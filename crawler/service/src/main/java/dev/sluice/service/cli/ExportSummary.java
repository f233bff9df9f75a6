package dev.sluice.service.cli;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Manifest.TokenizerEntry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an export made, in words: the funnel from captures to documents. */
final class ExportSummary {

  private ExportSummary() {}

  static void print(PrintWriter out, Manifest manifest, Path folder) {
    Manifest.Counts counts = manifest.counts();
    out.printf(
        Locale.ROOT,
        "%s -> %s%s, %,d dropped, by recipe %s%n",
        Counted.text(counts.captures(), "capture"),
        Counted.text(counts.documents(), "document"),
        languages(manifest.languages()),
        counts.dropped(),
        manifest.recipe().name());
    manifest.funnel().stream()
        .filter(step -> step.dropped() > 0)
        .forEach(step -> printStep(out, step));
    manifest.changes().ifPresent(changes -> printChanges(out, changes));
    manifest
        .mix()
        .ifPresent(
            mix ->
                out.printf(
                    Locale.ROOT,
                    "  mixed by %s: %,d of %,d planned %s, %s written %,d times, order %s%n",
                    mix.file(),
                    mix.written().units(),
                    mix.planned().units(),
                    mix.unit(),
                    Counted.text(mix.written().documents(), "document"),
                    mix.written().written(),
                    mix.order()));
    manifest
        .index()
        .ifPresent(
            index ->
                out.printf(
                    "  compared with %s of %s, and recorded beside them%n",
                    Counted.text(index.documents(), "document"),
                    Counted.text(index.exports(), "earlier export")));
    long bytes = manifest.shards().stream().mapToLong(ShardEntry::bytes).sum();
    long characters = manifest.shards().stream().mapToLong(ShardEntry::characters).sum();
    out.printf(
        "  %s in %s, %s%n",
        Counted.text(characters, "character"),
        Counted.text(manifest.shards().size(), "shard"),
        Sizes.text(bytes));
    manifest.tokenizer().ifPresent(it -> printTokens(out, manifest, it));
    manifest.shards().forEach(shard -> out.println("  " + folder.resolve(shard.file())));
    out.println(
        "  " + folder.resolve(manifest.ledger().file()) + "  why each capture is in or out");
    out.println("  " + folder.resolve("report.html") + "  what happened to all of them");
    manifest
        .changes()
        .ifPresent(it -> out.println("  " + folder.resolve(it.file()) + "  what is no longer so"));
    manifest
        .mix()
        .ifPresent(
            mix -> out.println("  " + folder.resolve(mix.plan()) + "  how much of which, in full"));
    out.println("  " + folder.resolve("manifest.json"));
  }

  private static void printChanges(PrintWriter out, Manifest.ChangesEntry changes) {
    out.printf(
        Locale.ROOT,
        "  since the older snapshot: %,d added, %,d changed, %,d gone; %s withdrawn%n",
        changes.added(),
        changes.changed(),
        changes.gone(),
        Counted.text(changes.withdrawn(), "document"));
  }

  private static void printTokens(PrintWriter out, Manifest manifest, TokenizerEntry tokenizer) {
    long tokens = manifest.shards().stream().mapToLong(it -> it.tokens().orElse(0L)).sum();
    out.printf(
        "  %s by %s, as %s%n", Counted.text(tokens, "token"), tokenizer.file(), tokenizer.type());
  }

  private static void printStep(PrintWriter out, FunnelStep step) {
    String rules =
        step.rules().entrySet().stream()
            .filter(rule -> rule.getValue() > 0)
            .map(rule -> rule.getKey() + " " + rule.getValue())
            .collect(Collectors.joining(", "));
    out.printf(Locale.ROOT, "  %,7d dropped by %s (%s)%n", step.dropped(), step.step(), rules);
  }

  private static String languages(Map<String, Long> languages) {
    if (languages.isEmpty()) {
      return "";
    }
    return languages.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", " (", ")"));
  }
}
