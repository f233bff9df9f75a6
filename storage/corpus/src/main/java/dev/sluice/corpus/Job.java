package dev.sluice.corpus;

import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.shard.SegmentHeader;
import dev.sluice.corpus.work.ExportFacts;
import dev.sluice.corpus.work.LatestWishes;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.Takedowns;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What all phases of one export share. */
record Job(
    Snapshot snapshot,
    ExportBasis basis,
    EarlierDocuments earlier,
    ExportRequest request,
    String version,
    Meter meter,
    Takedowns takedowns) {

  private static final byte[] NOT_READ = {};
  private static final String TAKEDOWNS = "takedowns";

  /** Everything that decides what comes out, or that segments depend on, as JSON. */
  String identity() {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("snapshot", snapshot.id());
    basis.since().ifPresent(older -> identity.put("since", older.id()));
    basis.after().ifPresent(digest -> identity.put("after", digest));
    basis.index().ifPresent(index -> identity.put("index", index.id()));
    if (!takedowns.isEmpty()) {
      identity.put(TAKEDOWNS, takedowns.digest());
    }
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

  /** What everything tells of the export that it writes. */
  ExportFacts facts() {
    return new ExportFacts(
        version,
        request.source(),
        snapshot.id(),
        basis.since().map(Snapshot::id),
        recipe(),
        request.format(),
        takedowns,
        request.mix());
  }

  /** The number of the mix, as a selection counts: from the recipe's first step on. */
  int mixNumber() {
    return facts().mixNumber();
  }

  /** All captures of the snapshot, each with what its page's owner asks by now. */
  Scan<Capture> captures() {
    return new LatestWishes(snapshot.captures());
  }

  /** All pages of the snapshot and of an older one, each with what its owner asked then and now. */
  Scan<PageHistory> histories(Snapshot older) {
    return new PageHistories(captures(), new LatestWishes(older.captures()));
  }

  /**
   * Whether a page can have another outcome than in the older snapshot although its captures are
   * the same: somebody asked to take it down. A text that is named may be that of any page.
   */
  boolean isDemanded(PageHistory page) {
    return takedowns.nameTexts()
        || takedowns.of(page.url()).isPresent()
        || page.bodies().anyMatch(body -> takedowns.of(body).isPresent());
  }

  /**
   * A page as a snapshot has it; its body is not read if the recipe has no step that looks at it.
   */
  RawPage page(Snapshot of, Capture capture) {
    return new RawPage(capture, recipe().makesTexts() ? of.body(capture) : NOT_READ);
  }

  /** The same, compared with these documents. */
  Job with(EarlierDocuments documents) {
    return new Job(snapshot, basis, documents, request, version, meter, takedowns);
  }

  /** What names these captures. */
  private String captured() {
    String without = takedowns.isEmpty() ? "" : " without " + takedowns.digest();
    return snapshot.id() + basis.since().map(older -> " since " + older.id()).orElse("") + without;
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
