package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of changes of the seed files, as a tree of maps and lists. */
public final class SeedLogFacts {

  private SeedLogFacts() {}

  /** The entries as {@code seeds log --json} prints them. */
  public static Map<String, Object> of(List<SeedLogEntry> entries) {
    return Map.of("changes", entries.stream().map(SeedLogFacts::facts).toList());
  }

  /** One entry. */
  public static Map<String, Object> facts(SeedLogEntry entry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", entry.at().toString());
    facts.put("outcome", name(entry.outcome()));
    facts.put("files", entry.files().stream().map(SeedLogFacts::facts).toList());
    facts.put("changes", entry.changes().stream().map(SeedLogFacts::facts).toList());
    facts.put("changes_not_listed", entry.more());
    return facts;
  }

  private static Map<String, Object> facts(SourceFile file) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", file.name());
    facts.put("owner", file.owner());
    return facts;
  }

  /** One change. */
  public static Map<String, Object> facts(SeedChange change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", name(change.kind()));
    facts.put("seed", change.seed());
    facts.put("detail", change.detail());
    return facts;
  }
}
