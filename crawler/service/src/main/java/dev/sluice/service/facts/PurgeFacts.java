package dev.sluice.service.facts;

import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a purge removed, or would remove, as a tree of maps and lists. */
public final class PurgeFacts {

  private static final String REMOVED = "removed";
  private static final String HOSTS = "hosts";
  private static final String URLS = "urls";
  private static final String CAPTURES = "captures";

  private PurgeFacts() {}

  /** What it would remove. */
  public static Map<String, Object> of(Map<PurgeTarget, PurgeExtent> extents) {
    List<Object> targets = new ArrayList<>();
    extents.forEach((target, extent) -> targets.add(of(target, extent)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(REMOVED, false);
    facts.put("targets", targets);
    return facts;
  }

  private static Map<String, Object> of(PurgeTarget target, PurgeExtent extent) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("target", target.words());
    facts.put(HOSTS, extent.hosts());
    facts.put(URLS, extent.urls());
    facts.put(CAPTURES, extent.captures());
    return facts;
  }

  /** What it removed. */
  public static Map<String, Object> of(Purged purged) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(REMOVED, true);
    facts.put(HOSTS, purged.hosts());
    facts.put("hosts_left", purged.hostsLeft());
    facts.put(URLS, purged.urls());
    facts.put(CAPTURES, purged.captures());
    facts.put("bodies", purged.bodies());
    facts.put("body_bytes", purged.bodyBytes());
    return facts;
  }
}
