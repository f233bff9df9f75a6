package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.Verification.Problem;
import dev.sluice.corpus.report.LedgerWalk;
import dev.sluice.corpus.report.LedgerWalk.Row;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * All rows of a ledger: each id must be that of its URL and time, rows must ascend, so that none is
 * there twice, and they must add up to what the manifest says.
 */
final class LedgerCheck {

  private final Manifest manifest;
  private final Findings findings;
  private final Places places;
  private final Map<String, Long> dropped = new HashMap<>();
  private final Map<String, Long> languages = new HashMap<>();
  private byte[] lastUrl = {};
  private Instant lastFetch = Instant.MIN;
  private long placed;

  LedgerCheck(Manifest manifest, Findings findings, Places places) {
    this.manifest = manifest;
    this.findings = findings;
    this.places = places;
  }

  void run(Path folder) throws IOException {
    String file = manifest.ledger().file();
    long rows = LedgerWalk.each(folder.resolve(file), this::add);
    findings.requireEqual(file, "rows", manifest.ledger().rows(), rows);
    findings.requireEqual(file, "places of documents", manifest.written(), placed);
    for (FunnelStep step : manifest.funnel()) {
      step.rules().forEach((rule, count) -> requireDropped(step.step(), rule, count));
    }
    dropped.forEach((rule, count) -> findings.requireEqual(file, "dropped by " + rule, 0, count));
    manifest
        .languages()
        .forEach(
            (code, count) ->
                findings.requireEqual(
                    file, "documents in '" + code + "'", count, languages.getOrDefault(code, 0L)));
  }

  private void requireDropped(String step, String rule, long count) {
    Long found = dropped.remove(step + " by " + rule);
    findings.requireEqual(
        manifest.ledger().file(), "dropped by " + rule, count, found == null ? 0 : found);
  }

  private void add(Row row) {
    identity(row);
    if (!row.kept()) {
      dropped.merge(row.step() + " by " + row.rule(), 1L, Long::sum);
      return;
    }
    languages.merge(row.language().isEmpty() ? "und" : row.language(), 1L, Long::sum);
    if (!row.shard().isEmpty()) {
      place(row, row.shard(), row.line());
    }
    for (String further : row.furtherPlaces().split(" ", -1)) {
      int colon = further.lastIndexOf(':');
      if (colon > 0) {
        place(row, further.substring(0, colon), line(further.substring(colon + 1)));
      }
    }
  }

  private static long line(String number) {
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : -1;
  }

  private void place(Row row, String shard, long line) {
    placed++;
    places.put(shard, line, row.id(), row.characters()).ifPresent(wrong -> trouble(row, wrong));
  }

  private void identity(Row row) {
    try {
      PageUrl url = PageUrl.parse(row.url());
      if (!Document.id(new CaptureKey(url, row.fetchedAt())).equals(row.id())) {
        trouble(row, "its id '" + row.id() + "' is not that of its URL and time");
      }
      int order = Arrays.compareUnsigned(lastUrl, url.key());
      if (order > 0 || order == 0 && !lastFetch.isBefore(row.fetchedAt())) {
        trouble(row, row.url() + " stands behind a row that it should be before, or twice");
      }
      lastUrl = url.key();
      lastFetch = row.fetchedAt();
    } catch (IllegalArgumentException noUrl) {
      trouble(row, "its URL is none: " + noUrl.getMessage());
    }
  }

  private void trouble(Row row, String what) {
    findings.addAt(Problem.CONTENT, manifest.ledger().file(), row.number(), what);
  }
}
