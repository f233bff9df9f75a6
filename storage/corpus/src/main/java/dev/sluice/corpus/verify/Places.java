package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger says of the documents of shards: for each, half of its id and the length of its
 * text. Memory: 12 bytes a document.
 */
final class Places {

  private static final int HALF_DIGITS = 16;

  /** One shard. */
  private static final class Shard {
    private final long[] ids;
    private final int[] characters;

    Shard(int documents) {
      ids = new long[documents];
      characters = new int[documents];
      Arrays.fill(characters, -1);
    }
  }

  private final Map<String, Shard> shards = new HashMap<>();

  Places(List<ShardEntry> entries) {
    entries.forEach(
        entry -> shards.put(entry.file(), new Shard(Math.toIntExact(entry.documents()))));
  }

  /**
   * Puts a document of the ledger in its place.
   *
   * @return what is wrong with that, if anything is
   */
  Optional<String> put(String shard, long line, String id, long characters) {
    Shard at = shards.get(shard);
    if (at == null) {
      return Optional.of("it names the shard '" + shard + "', which the manifest has not");
    }
    if (line < 0 || line >= at.ids.length) {
      return Optional.of(
          "it names document %d of %s, which has %d".formatted(line, shard, at.ids.length));
    }
    if (at.characters[(int) line] >= 0) {
      return Optional.of("it names document %d of %s, as another row does".formatted(line, shard));
    }
    at.ids[(int) line] = half(id);
    at.characters[(int) line] = (int) Math.min(Integer.MAX_VALUE, characters);
    return Optional.empty();
  }

  /**
   * Compares a document of a shard with the ledger.
   *
   * @param characters of its text; less than 0 if they are not known
   * @return what is wrong, if anything is
   */
  Optional<String> compare(String shard, long line, String id, long characters) {
    Shard at = shards.get(shard);
    if (at == null || line >= at.ids.length) {
      return Optional.of("the shard has more documents than the manifest says");
    }
    int known = at.characters[(int) line];
    if (known < 0) {
      return Optional.of("no row of the ledger names this place");
    }
    if (at.ids[(int) line] != half(id)) {
      return Optional.of("it is '" + id + "', and the ledger has another document here");
    }
    return characters < 0 || characters == known
        ? Optional.empty()
        : Optional.of("its text has %d characters, by the ledger %d".formatted(characters, known));
  }

  private static long half(String id) {
    try {
      return Long.parseUnsignedLong(id.substring(0, Math.min(HALF_DIGITS, id.length())), 16);
    } catch (NumberFormatException noId) {
      return id.hashCode();
    }
  }
}
