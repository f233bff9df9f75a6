package dev.sluice.corpus;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.PageChange;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How the documents of a part stand to those of the older snapshot that the export goes on from.
 *
 * @param known the pages that the older snapshot has documents of; nothing if there is no older one
 */
record PageChanges(Optional<Set<PageUrl>> known) {

  static PageChanges of(boolean isSinceOlder, SegmentFiles segments, int part) {
    if (!isSinceOlder) {
      return new PageChanges(Optional.empty());
    }
    Set<PageUrl> known = new HashSet<>();
    try (Scan<OlderDocument> documents = segments.readOlder(part)) {
      documents.forEachRemaining(document -> known.add(document.key().url()));
    }
    return new PageChanges(Optional.of(known));
  }

  /** The document that tells what it is, if it is anything beside older ones. */
  Document told(Document document) {
    return known.map(pages -> document.as(change(pages, document))).orElse(document);
  }

  private static PageChange change(Set<PageUrl> pages, Document document) {
    return pages.contains(document.key().url()) ? PageChange.CHANGED : PageChange.ADDED;
  }
}
