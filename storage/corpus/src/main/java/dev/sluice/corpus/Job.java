package dev.sluice.corpus;

import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.pages.model.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What all phases of one export share. */
record Job(Snapshot snapshot, ExportRequest request, String version, Meter meter) {

  /** Everything that decides what comes out, or that segments depend on, as JSON. */
  String identity() {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("snapshot", snapshot.id());
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

  List<StepKind> steps() {
    return recipe().steps().stream().map(step -> StepKinds.named(step.name())).toList();
  }

  Edition edition() {
    return new Edition(request.source(), recipe().label(), snapshot.id());
  }

  /** What the segment of a part is made from. */
  SegmentHeader header(int part, long firstCapture, int captures) {
    return new SegmentHeader(snapshot.id(), recipe().hash(), version, part, firstCapture, captures);
  }
}
