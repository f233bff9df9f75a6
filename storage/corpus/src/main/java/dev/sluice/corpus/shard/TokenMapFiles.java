package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.TokenMap;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers from the maps that lie beside shards of tokens.
 *
 * <p><b>Idea.</b> Keys ascend through all shards, unless they are of a mix, and so do offsets. The
 * manifest tells how many tokens each shard has, which settles the shard of an offset; that of a
 * URL is found by halving, by the first keys of shards. Within a map, groups of rows are halved in
 * the same way; one group is read, or two.
 *
 * <p><b>Cost.</b> The foot of a map for each shard that is looked at, about as many as the
 * logarithm of their number, and a column of a group of 10,000 rows. Of a mix, which has its
 * documents in another order, all keys are looked through to find a URL.
 */
public final class TokenMapFiles implements TokenMap {

  private final Path folder;
  private final List<ShardEntry> shards;
  private final long[] starts;

  /** Whether keys ascend: they do unless a mix has brought documents into another order. */
  private final boolean inKeyOrder;

  private TokenMapFiles(Path folder, List<ShardEntry> shards, boolean inKeyOrder) {
    this.folder = folder;
    this.shards = shards;
    this.inKeyOrder = inKeyOrder;
    this.starts = new long[shards.size() + 1];
    for (int i = 0; i < shards.size(); i++) {
      starts[i + 1] = starts[i] + shards.get(i).tokens().orElse(0L);
    }
  }

  /**
   * Opens the maps of a finished export.
   *
   * @throws SettingsException if the folder holds none
   * @throws ExportException if what it holds cannot be read
   */
  public static TokenMapFiles open(Path folder) {
    if (!Files.isRegularFile(folder.resolve(OutputFolder.MANIFEST))) {
      throw new SettingsException(
          folder + " has no " + OutputFolder.MANIFEST + ": name the folder of a finished export");
    }
    Manifest manifest = ManifestFile.read(folder);
    if (manifest.tokenizer().isEmpty()) {
      throw new SettingsException(
          folder + " has no tokens: name an export that was made with --format megatron");
    }
    return new TokenMapFiles(folder, manifest.shards(), manifest.mix().isEmpty());
  }

  @Override
  public long tokens() {
    return starts[shards.size()];
  }

  @Override
  public Optional<Place> at(long offset) {
    if (offset < 0 || offset >= tokens()) {
      return Optional.empty();
    }
    int shard = last(shards.size(), it -> starts[it] <= offset);
    return inMap(shard, map -> map.at(offset - starts[shard]));
  }

  @Override
  public Optional<Place> at(String shard, long offset) {
    List<String> names = shards.stream().map(ShardEntry::file).toList();
    int number = names.indexOf(shard);
    if (number < 0) {
      throw new SettingsException(
          folder + " has no shard '" + shard + "'" + Nearest.hint(shard, names));
    }
    long count = starts[number + 1] - starts[number];
    return offset < 0 || offset >= count ? Optional.empty() : at(starts[number] + offset);
  }

  @Override
  public List<Place> find(PageUrl url) {
    String key = new String(url.key(), StandardCharsets.UTF_8);
    return inKeyOrder ? findInOrder(key) : findAnywhere(key);
  }

  private List<Place> findAnywhere(String key) {
    List<Place> found = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      found.addAll(inMap(shard, map -> map.findAnywhere(key)));
    }
    return found;
  }

  private List<Place> findInOrder(String key) {
    List<Place> found = new ArrayList<>();
    int first = Math.max(0, last(shards.size(), it -> isBefore(it, key)));
    for (int shard = first; shard < shards.size(); shard++) {
      boolean isBeyond = shard > first && startsBehind(shard, key);
      if (isBeyond) {
        break;
      }
      found.addAll(inMap(shard, map -> map.find(key)));
    }
    return found;
  }

  private boolean isBefore(int shard, String key) {
    return inMap(shard, map -> TokenMapFile.compare(map.firstKey(), key) < 0);
  }

  private boolean startsBehind(int shard, String key) {
    return inMap(shard, map -> TokenMapFile.compare(map.firstKey(), key) > 0);
  }

  /** Looks at something of a map. */
  private interface Look<T> {
    T at(TokenMapFile map) throws IOException;
  }

  private <T> T inMap(int shard, Look<T> look) {
    String name = shards.get(shard).file();
    Path path =
        folder.resolve(name.substring(0, name.lastIndexOf('.')) + MegatronFormat.MAP_SUFFIX);
    try (TokenMapFile map = new TokenMapFile(path, name, starts[shard])) {
      return look.at(map);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(path, unreadable);
    }
  }

  /** What holds for the first of some, and not for those behind. */
  interface Holds {
    boolean of(int number) throws IOException;
  }

  /** The last number for which something holds, of those from 0 on; -1 if it holds for none. */
  private int last(int count, Holds holds) {
    try {
      return TokenMapFile.last(count, holds);
    } catch (IOException unreadable) {
      throw FileTrouble.readingFinished(folder, unreadable);
    }
  }

  @Override
  public void close() {
    // Maps are open only while they are looked at.
  }
}
