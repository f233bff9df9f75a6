package dev.sluice.corpus.fuzz;

import java.nio.charset.StandardCharsets;

/** What a page states of itself as JSON-LD and in meta elements: any JSON, and what is none. */
public final class StatementsTarget {

  private StatementsTarget() {}

  /** Throws if a property does not hold. */
  public static void fuzzerTestOneInput(byte[] input) {
    String data = new String(input, StandardCharsets.UTF_8);
    ExtractTarget.check(
        "<script type='application/ld+json'>" + data + "</script><p>The river rises in the hills.");
    String quoted = data.replace("\"", "&quot;");
    ExtractTarget.check(
        "<meta property='article:published_time' content=\""
            + quoted
            + "\"><meta name=author content=\""
            + quoted
            + "\"><title>"
            + data
            + "</title><p>The river rises in the hills.");
  }
}
