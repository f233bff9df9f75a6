package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.ManifestDifference;
import dev.sluice.corpus.shard.ShardReader;
import dev.sluice.corpus.shard.ShardReaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for the first document in which two exports of one form differ: another id, a text of
 * another length, or in lines of JSON any other character. Memory: a hundred bytes for each
 * document of a shard.
 */
final class FirstDocument {

  private static final String WHAT = "first document that differs";

  private FirstDocument() {}

  /** A document as its shard has it; {@code line} is the hash of its line, or 0. */
  private record Read(String id, long characters, int line) {
    String says() {
      String length =
          characters < 0 ? "" : String.format(Locale.ROOT, ", %,d characters", characters);
      return id + length;
    }
  }

  /** Collects what a reader meets; what is wrong in a shard, a check of it tells. */
  private static final class Visit implements ShardReader.Visitor {
    private final List<Read> all = new ArrayList<>();
    private int line;

    @Override
    public void line(String whole) {
      line = whole.hashCode();
    }

    @Override
    public void document(String id, long characters) {
      all.add(new Read(id, characters, line));
    }

    @Override
    public void trouble(String file, long number, String what) {}
  }

  /** It, if there is one and the shards can be read. */
  static Optional<ManifestDifference> of(Path here, Manifest ours, Path there, Manifest theirs) {
    for (int i = 0; i < Math.max(ours.shards().size(), theirs.shards().size()); i++) {
      Optional<ShardEntry> our = at(ours, i);
      Optional<ShardEntry> their = at(theirs, i);
      if (!our.map(ShardEntry::sha256).equals(their.map(ShardEntry::sha256))) {
        try {
          return compare(read(here, ours, our), read(there, theirs, their), our, their);
        } catch (IOException unreadable) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ShardEntry> at(Manifest manifest, int number) {
    return number < manifest.shards().size()
        ? Optional.of(manifest.shards().get(number))
        : Optional.empty();
  }

  private static List<Read> read(Path folder, Manifest manifest, Optional<ShardEntry> shard)
      throws IOException {
    Visit visit = new Visit();
    if (shard.isPresent()) {
      Optional<ShardReader> reader = ShardReaders.of(shard.get(), manifest);
      if (reader.isPresent()) {
        reader.get().read(folder, shard.get(), visit);
      }
    }
    return visit.all;
  }

  private static Optional<ManifestDifference> compare(
      List<Read> ours, List<Read> theirs, Optional<ShardEntry> our, Optional<ShardEntry> their) {
    int number = 0;
    while (number < Math.min(ours.size(), theirs.size())
        && Objects.equals(ours.get(number), theirs.get(number))) {
      number++;
    }
    return number == ours.size() && number == theirs.size()
        ? Optional.empty()
        : Optional.of(
            new ManifestDifference(
                WHAT, false, says(ours, our, number), says(theirs, their, number)));
  }

  private static String says(List<Read> documents, Optional<ShardEntry> shard, int number) {
    if (shard.isEmpty()) {
      return "no such file";
    }
    String file = shard.get().file();
    return number < documents.size()
        ? file + " line " + number + ": " + documents.get(number).says()
        : file + " ends before line " + number;
  }
}
