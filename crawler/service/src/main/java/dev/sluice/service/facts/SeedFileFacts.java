package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.service.daemon.SeedDesk.Check;
import dev.sluice.service.daemon.SeedDesk.FileChange;
import dev.sluice.service.daemon.SeedDesk.Outcome.Done;
import dev.sluice.service.daemon.SeedDesk.SeedFile;
import dev.sluice.service.daemon.SeedDesk.Shelf;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Seed files and what a change does to them, as trees of maps and lists. */
public final class SeedFileFacts {

  private SeedFileFacts() {}

  /**
   * All files.
   *
   * @param path the folder, or the single file
   */
  public static Map<String, Object> of(Path path, Shelf shelf) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", path.toString());
    facts.put("writable", shelf.writable());
    facts.put("files", shelf.files().stream().map(SeedFileFacts::of).toList());
    facts.put("mistakes", shelf.mistakes());
    return facts;
  }

  private static Map<String, Object> of(SeedFile file) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", file.name());
    facts.put("text", file.text());
    facts.put("digest", file.digest());
    facts.put("editable", file.editable());
    facts.put("seeds", file.seeds().stream().map(Seeds::fields).toList());
    return facts;
  }

  /** What a change would do. */
  public static Map<String, Object> of(Check check) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mistakes", check.mistakes());
    facts.put("changes", check.changes().stream().map(SeedLogFacts::facts).toList());
    return facts;
  }

  /** What a change did: in which files, and to which seeds. */
  public static Map<String, Object> of(Done done) {
    List<Map<String, Object>> files = done.files().stream().map(SeedFileFacts::of).toList();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", files);
    facts.put("changes", done.changes().stream().map(SeedLogFacts::facts).toList());
    return facts;
  }

  /** What was found out about seeds. */
  public static List<Map<String, Object>> of(List<SeedFinding> findings) {
    return findings.stream().map(SeedFileFacts::of).toList();
  }

  private static Map<String, Object> of(SeedFinding finding) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seed", finding.seed());
    facts.put("url", finding.url().toString());
    facts.put("kind", name(finding.kind()));
    facts.put("detail", finding.detail());
    return facts;
  }

  private static Map<String, Object> of(FileChange file) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", file.name());
    facts.put("digest", file.digest());
    return facts;
  }
}
