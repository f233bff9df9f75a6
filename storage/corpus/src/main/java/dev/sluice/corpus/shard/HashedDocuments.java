package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the documents of a finished export whose body or text a demand names, by the digests that
 * documents carry. The ledger does not have these, so the shards are read: lines of JSON as a
 * whole, tables and maps of tokens by their columns. A map of tokens has digests of texts only, and
 * other formats none.
 */
public final class HashedDocuments {

  /** A quote within a text is written with a backslash, so only a field can begin like this. */
  private static final Pattern BODY = Pattern.compile("\"body_sha256\":\"(\\p{XDigit}{64})\"");

  private static final Pattern TEXT = Pattern.compile("\"text_xxh3_128\":\"(\\p{XDigit}{32})\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\p{XDigit}{32})\"");

  private final Takedowns demands;
  private final Map<String, String> found = new HashMap<>();

  private HashedDocuments(Takedowns demands) {
    this.demands = demands;
  }

  /** For the id of each document that a demand names by a digest: the id of the demand. */
  public static Map<String, String> in(Path export, Takedowns demands) {
    HashedDocuments search = new HashedDocuments(demands);
    boolean named =
        demands.all().stream()
            .anyMatch(it -> it.kind() == Takedown.Kind.BODY || it.kind() == Takedown.Kind.TEXT);
    if (named) {
      Manifest manifest = ManifestFile.read(export);
      manifest.shards().forEach(shard -> search.look(export, shard));
    }
    return search.found;
  }

  private void look(Path export, ShardEntry shard) {
    String name = shard.file();
    Path path = export.resolve(name);
    try {
      if (name.endsWith(".jsonl.zst")) {
        lines(path);
      } else if (name.endsWith(".parquet")) {
        table(path, Optional.of("body_sha256"));
      } else if (name.endsWith(".bin")) {
        String map = name.substring(0, name.lastIndexOf('.')) + MegatronFormat.MAP_SUFFIX;
        table(export.resolve(map), Optional.empty());
      }
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  private void lines(Path path) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String document = line;
        demand(first(BODY, line), first(TEXT, line))
            .ifPresent(demand -> first(ID, document).ifPresent(id -> found.put(id, demand)));
      }
    }
  }

  private static Optional<String> first(Pattern field, String line) {
    Matcher matcher = field.matcher(line);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void table(Path path, Optional<String> bodies) throws IOException {
    try (ColumnFileReader table = new ColumnFileReader(path)) {
      for (int number = 0; number < table.groups(); number++) {
        List<String> names =
            bodies
                .map(it -> List.of("id", "text_xxh3_128", it))
                .orElse(List.of("id", "text_xxh3_128"));
        ColumnFileReader.Group group = table.read(number, names);
        ColumnValues ids = group.values("id");
        ColumnValues texts = group.values("text_xxh3_128");
        Optional<ColumnValues> all =
            bodies.isPresent() ? Optional.of(group.values(bodies.get())) : Optional.empty();
        for (long row = 0; row < group.rows(); row++) {
          demand(all.map(ColumnValues::text), Optional.of(texts.text()))
              .ifPresent(demand -> found.put(ids.text(), demand));
          ids.next();
          texts.next();
          all.ifPresent(ColumnValues::next);
        }
      }
    }
  }

  private Optional<String> demand(Optional<String> body, Optional<String> text) {
    return body.map(ContentHash::new)
        .flatMap(demands::of)
        .or(() -> text.flatMap(demands::ofText))
        .map(Takedown::id);
  }
}
