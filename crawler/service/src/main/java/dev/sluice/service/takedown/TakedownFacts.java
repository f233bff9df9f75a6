package dev.sluice.service.takedown;

import dev.sluice.engine.model.Purged;
import dev.sluice.pages.model.Takedown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Demands as trees of maps and lists, for JSON. */
public final class TakedownFacts {

  private static final String AT = "at";

  private TakedownFacts() {}

  /** A demand, with whoever asked. */
  public static Map<String, Object> of(Takedown demand) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", demand.id());
    facts.put("kind", demand.kind().word());
    facts.put("what", demand.what());
    facts.put("reason", demand.reason());
    facts.put("asker", demand.asker());
    facts.put(AT, demand.at().toString());
    facts.put("stands", demand.stands());
    demand.withdrawn().ifPresent(note -> facts.put("withdrawn", of(note)));
    facts.put("removed_from_store", demand.removals().stream().map(TakedownFacts::of).toList());
    return facts;
  }

  private static Map<String, Object> of(Takedown.Note note) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(AT, note.at().toString());
    facts.put("what", note.text());
    return facts;
  }

  /** What a purge removed, in the words of the list. */
  public static String removal(Purged purged) {
    return counted(purged.captures(), "capture", "captures")
        + ", "
        + counted(purged.bodies(), "body", "bodies");
  }

  private static String counted(long number, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
  }

  /** What was found of a demand. */
  public static Map<String, Object> of(TakedownFinding finding) {
    Map<String, Object> facts = of(finding.demand());
    facts.put("captures_in_store", finding.captures());
    facts.put(
        "fetched",
        finding.fetched().stream()
            .map(key -> ordered("url", key.url().toString(), AT, key.fetchedAt().toString()))
            .toList());
    facts.put("snapshots", finding.snapshots());
    facts.put("exports", finding.exports().stream().map(TakedownFacts::of).toList());
    return facts;
  }

  private static Map<String, Object> of(TakedownFinding.InExport found) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("folder", found.folder().toString());
    facts.put("state", found.state().name().toLowerCase(Locale.ROOT));
    facts.put("note", found.note());
    facts.put("documents", found.pages().stream().map(TakedownFacts::page).toList());
    return facts;
  }

  private static Map<String, Object> page(dev.sluice.corpus.model.ExportedPage page) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", page.id());
    facts.put("url", page.url());
    facts.put("fetched_at", page.fetchedAt().toString());
    facts.put("places", page.places().stream().map(TakedownFacts::place).toList());
    return facts;
  }

  private static Map<String, Object> place(dev.sluice.corpus.model.ExportedPage.Place place) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("shard", place.shard());
    facts.put("line", place.line());
    place.tokens().ifPresent(it -> facts.put("tokens", List.of(it.from(), it.to())));
    return facts;
  }

  private static Map<String, Object> ordered(String... namesAndValues) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return facts;
  }
}
