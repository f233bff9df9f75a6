package dev.sluice.corpus;

import dev.sluice.corpus.dedup.NewestCapture;
import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentWriter;
import dev.sluice.corpus.shard.SiteRow;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page steps make of a page now, beside what they made of it of an older snapshot.
 *
 * <p><b>Idea.</b> What becomes of a page, as long as it is compared with no other, depends on its
 * own captures, on what its owner asks, and on what its site's pages have in common. So both states
 * can be had by running the page steps twice, over this page alone. A document of then that is one
 * of now, with the same text, stands; any other is withdrawn. What is no document of then is a
 * candidate.
 *
 * <p>If the recipe keeps one capture of a page, older ones that matter for that are candidates as
 * well, so that {@code newest-capture} chooses as it would in an export of everything. The one that
 * stands is marked, and dropped after that.
 *
 * <p><b>Cost.</b> Captures that both snapshots have are cleaned once, unless the owner's wishes or
 * the site's template differ. In memory, the documents of one page.
 */
final class PageComparison {

  private final Job job;
  private final Snapshot since;
  private final Cleaner cleaner;
  private final Cleaner cleanerOfThen;
  private final boolean keepsNewest;

  /**
   * A comparison with an older snapshot.
   *
   * @param cleaner takes captures through the page steps as they are now
   * @param cleanerOfThen the same, whatever was taken down
   */
  PageComparison(Job job, Snapshot since, Cleaner cleaner, Cleaner cleanerOfThen) {
    this.job = job;
    this.since = since;
    this.cleaner = cleaner;
    this.cleanerOfThen = cleanerOfThen;
    this.keepsNewest = job.recipe().step(NewestCapture.KIND.name()).isPresent();
  }

  /** A capture, with what became of it then and what becomes of it now. */
  private record Both(
      PageHistory.Twin twin, long number, Optional<Cleaned> now, Optional<Cleaned> then) {

    boolean isNewCandidate() {
      return twin.isNew() && isCandidate(now);
    }
  }

  /** Writes what has changed of a page; nothing if nothing has. */
  void write(SegmentWriter writer, PageHistory page, SiteRow site, long number) {
    List<Both> captures = clean(page, site, number);
    List<Document> now = documents(captures.stream().map(Both::now).toList());
    List<Document> then = documents(captures.stream().map(Both::then).toList());
    boolean hasNew = captures.stream().anyMatch(it -> it.twin.isNew());
    if (!hasNew && areSame(now, then)) {
      return;
    }
    Map<CaptureKey, Integer> places = new HashMap<>();
    boolean isAfterNew = false;
    for (Both capture : captures) {
      isAfterNew |= capture.isNewCandidate();
      if (capture.now.isPresent() && isToBeTold(capture, now, then, isAfterNew)) {
        write(writer, capture, capture.now.get(), places);
      }
    }
    for (Document document : then) {
      CaptureKey key = document.key();
      writer.older(
          isAmong(document, now)
              ? OlderDocument.standing(key, places.getOrDefault(key, -1))
              : OlderDocument.withdrawn(key, why(key, now, captures)));
    }
  }

  private List<Both> clean(PageHistory page, SiteRow site, long first) {
    List<Both> cleaned = new ArrayList<>();
    SiteFacts before = site.before().orElse(site.facts());
    boolean isSameReading = site.before().isEmpty() && !job.isDemanded(page);
    for (PageHistory.Twin twin : page.captures()) {
      job.meter().check();
      Optional<Cleaned> now =
          twin.newer().map(it -> cleaner.clean(job.page(job.snapshot(), it), site.facts()));
      Optional<Cleaned> then =
          isSameReading && twin.hasSameWishes()
              ? now
              : twin.older().map(it -> cleanerOfThen.clean(job.page(since, it), before));
      cleaned.add(new Both(twin, first + cleaned.size(), now, then));
    }
    return cleaned;
  }

  /** What an export of everything has of the page, if it is compared with no other. */
  private List<Document> documents(List<Optional<Cleaned>> captures) {
    List<Document> candidates = new ArrayList<>();
    for (Optional<Cleaned> capture : captures) {
      if (capture.isPresent() && capture.get() instanceof Cleaned.Candidate candidate) {
        candidates.add(candidate.document());
      }
    }
    if (!keepsNewest || candidates.isEmpty()) {
      return candidates;
    }
    int kept = NewestCapture.kept(candidates.stream().map(Document::textHash).toList());
    return List.of(candidates.get(kept));
  }

  private static boolean areSame(List<Document> some, List<Document> others) {
    return some.size() == others.size() && some.stream().allMatch(it -> isAmong(it, others));
  }

  private static boolean isAmong(Document document, List<Document> others) {
    return others.stream()
        .anyMatch(it -> it.key().equals(document.key()) && it.text().equals(document.text()));
  }

  /**
   * Whether a capture is one of this export's: it is new, its outcome is another one, or what
   * others become of depends on it. That is so for the one that stays, if one capture of a page
   * does, and for those between new ones.
   */
  private boolean isToBeTold(
      Both capture, List<Document> now, List<Document> then, boolean isAfterNew) {
    if (capture.twin.isNew()) {
      return true;
    }
    if (capture.now.orElseThrow() instanceof Cleaned.Candidate candidate) {
      return keepsNewest
          ? isAfterNew || isAmong(candidate.document(), now)
          : !isAmong(candidate.document(), then);
    }
    return isCandidate(capture.then);
  }

  private static void write(
      SegmentWriter writer, Both capture, Cleaned now, Map<CaptureKey, Integer> places) {
    if (now instanceof Cleaned.Candidate candidate) {
      places.put(candidate.document().key(), writer.candidates());
      writer.candidate(capture.number, candidate);
    } else {
      writer.dropped(now.row());
    }
  }

  private static boolean isCandidate(Optional<Cleaned> outcome) {
    return outcome.isPresent() && outcome.get() instanceof Cleaned.Candidate;
  }

  /** Why a document of then is none now: what befell its capture, or else the page's last one. */
  private String why(CaptureKey key, List<Document> now, List<Both> captures) {
    if (keepsNewest && !now.isEmpty()) {
      return "";
    }
    Optional<Cleaned> own =
        captures.stream().filter(it -> it.twin.has(key)).findFirst().flatMap(Both::now);
    Optional<Cleaned> last =
        captures.stream().map(Both::now).flatMap(Optional::stream).reduce((one, next) -> next);
    Optional<Cleaned> says = keepsNewest ? own.or(() -> last) : own;
    return says.map(Cleaned::row)
        .map(row -> row.drop().map(LedgerRow.Drop::cause).map(Measurement::rule).orElse(""))
        .orElse(OlderDocument.PURGED);
  }
}
