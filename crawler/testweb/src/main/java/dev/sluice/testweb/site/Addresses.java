package dev.sluice.testweb.site;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The base URLs of all hosts of a web, by name; known once the port is bound.
 *
 * @param bases such as {@code http://127.81.0.1:8080/}
 */
public record Addresses(Map<String, String> bases) {
  public Addresses {
    bases = new LinkedHashMap<>(bases);
  }

  /** The base URL of a host, with the slash at its end. */
  public String base(String host) {
    String base = bases.get(host);
    if (base == null) {
      throw new IllegalArgumentException("no site '" + host + "'; there are " + bases.keySet());
    }
    return base;
  }

  /**
   * The text with every <code>${name}</code> replaced by that host's base URL without the slash.
   */
  public String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> base : bases.entrySet()) {
      String url = base.getValue().substring(0, base.getValue().length() - 1);
      filled = filled.replace("${" + base.getKey() + "}", url);
    }
    return filled;
  }
}
