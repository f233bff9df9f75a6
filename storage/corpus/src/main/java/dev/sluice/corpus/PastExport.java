package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportedPage;
import dev.sluice.corpus.model.ExportedPage.Place;
import dev.sluice.corpus.model.ExportedPage.Tokens;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.TokenMap;
import dev.sluice.corpus.report.TakenDownRows;
import dev.sluice.corpus.shard.HashedDocuments;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.shard.TokenMapFiles;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedowns;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A finished export that is searched for what was taken down. */
final class PastExport {

  private final Path folder;
  private final Manifest manifest;

  PastExport(Path folder) {
    this.folder = folder;
    this.manifest = ManifestFile.read(folder);
  }

  /** What it holds of what demands name; {@code ids} as {@link Export#takenDownIn} has them. */
  List<ExportedPage> takenDown(Takedowns demands, Map<String, String> ids) {
    Map<String, String> known = new HashMap<>(ids);
    known.putAll(HashedDocuments.in(folder, demands));
    List<ExportedPage> pages = new TakenDownRows(demands, known).in(folder);
    return manifest.tokenizer().isEmpty() ? pages : withTokens(pages);
  }

  private List<ExportedPage> withTokens(List<ExportedPage> pages) {
    try (TokenMap map = TokenMapFiles.open(folder)) {
      return pages.stream().map(page -> withTokens(page, map)).toList();
    }
  }

  private static ExportedPage withTokens(ExportedPage page, TokenMap map) {
    List<TokenMap.Place> all = PageUrl.tryParse(page.url()).map(map::find).orElse(List.of());
    List<Place> places = page.places().stream().map(place -> withTokens(place, all)).toList();
    return new ExportedPage(page.demand(), page.id(), page.url(), page.fetchedAt(), places);
  }

  private static Place withTokens(Place place, List<TokenMap.Place> all) {
    Optional<Tokens> tokens =
        all.stream()
            .filter(it -> it.shard().equals(place.shard()) && it.index() == place.line())
            .map(it -> new Tokens(it.offset(), it.offset() + it.tokens()))
            .findFirst();
    return new Place(place.shard(), place.line(), tokens);
  }
}
