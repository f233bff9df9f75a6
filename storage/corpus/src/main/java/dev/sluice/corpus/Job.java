package dev.sluice.corpus;

import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What all phases of one export share. */
record Job(
    Snapshot snapshot,
    ExportBasis basis,
    EarlierDocuments earlier,
    ExportRequest request,
    String version,
    Meter meter) {

  /** Everything that decides what comes out, or that segments depend on, as JSON. */
  String identity() {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("snapshot", snapshot.id());
    basis.since().ifPresent(older -> identity.put("since", older.id()));
    basis.index().ifPresent(index -> identity.put("index", index.id()));
    identity.put("recipe", request.recipe().label());
    identity.put("recipe_hash", request.recipe().hash());
    identity.put("sluice_version", version);
    identity.put("source", request.source());
    identity.put("format", request.format().name());
    request.format().tokenizer().ifPresent(it -> identity.put("tokenizer", it));
    identity.put("shard_text_bytes", request.shardTextBytes());
    return JsonMapper.shared().writeValueAsString(identity) + "\n";
  }

  Recipe recipe() {
    return request.recipe();
  }

  /** The kinds of the recipe's steps. */
  List<StepKind> steps() {
    return recipe().steps().stream().map(step -> StepKinds.named(step.name())).toList();
  }

  /** The same, and that of the mix behind them if there is one. */
  List<StepKind> allSteps() {
    List<StepKind> all = new ArrayList<>(steps());
    request.mix().ifPresent(mix -> all.add(MixStep.KIND));
    return all;
  }

  /** The number of the mix among them. */
  int mixNumber() {
    return recipe().steps().size();
  }

  Edition edition() {
    return new Edition(request.source(), recipe().label(), snapshot.id());
  }

  /** All that are exported, each with what its page's owner asks by now. */
  Scan<Capture> captures() {
    Scan<Capture> all = new LatestWishes(snapshot.captures());
    return new NewCaptures(all, new OlderCaptures(basis.since()));
  }

  /** About how many these are; exact unless some that are older were purged. */
  long captureCount() {
    long older = basis.since().map(Snapshot::captureCount).orElse(0L);
    return Math.max(0, snapshot.captureCount() - older);
  }

  /** What names these captures. */
  private String captured() {
    return snapshot.id() + basis.since().map(older -> " since " + older.id()).orElse("");
  }

  /** What the segment of a part is made from. */
  SegmentHeader header(int part, long firstCapture, int captures) {
    return header("", part, firstCapture, captures);
  }

  /** The same of what depends on earlier exports too, of which the index has this digest. */
  SegmentHeader header(String comparedWith, int part, long firstCapture, int captures) {
    String from = captured() + (comparedWith.isEmpty() ? "" : " with " + comparedWith);
    return new SegmentHeader(from, recipe().hash(), version, part, firstCapture, captures);
  }
}
