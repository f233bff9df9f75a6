package dev.sluice.service.facts;

import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an import made, as a tree of maps and lists. */
public final class ImportFacts {

  private ImportFacts() {}

  /**
   * A place that could not be read.
   *
   * @param offset in bytes of the file
   */
  public record Damage(String archive, long offset, String why) {}

  /**
   * What it made.
   *
   * @param damages the first of them
   */
  public static Map<String, Object> of(ImportCounts counts, List<Damage> damages) {
    Map<String, Object> records = new LinkedHashMap<>();
    for (ImportOutcome outcome : ImportOutcome.values()) {
      records.put(outcome.name().toLowerCase(Locale.ROOT), counts.of(outcome));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("files", counts.files());
    facts.put("archive_bytes", counts.archiveBytes());
    facts.put("records", records);
    facts.put("body_bytes", counts.bodyBytes());
    facts.put("cut", counts.cut());
    facts.put("wrong_digests", counts.wrongDigests());
    facts.put("damages", damages.stream().map(ImportFacts::of).toList());
    return facts;
  }

  private static Map<String, Object> of(Damage damage) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("file", damage.archive());
    facts.put("offset", damage.offset());
    facts.put("why", damage.why());
    return facts;
  }
}
