package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportSettings;
import dev.sluice.pages.archive.ArchivePages;
import dev.sluice.pages.archive.ArchiveReading;
import dev.sluice.pages.archive.BorrowedPage;
import dev.sluice.pages.archive.ServerFile;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes captures of archives without a store, on whatever machine: by the same classes as an {@link
 * ArchiveImport}, so that the same records become the same captures.
 */
public final class ArchiveCaptures implements ArchivePages {

  private static final long serialVersionUID = 1;

  private final @Nullable String seed;
  private final TreeMap<String, String> tags;
  private final int maxBodyBytes;
  private final ArrayList<byte[]> known;

  /** Made where it is used, once: reading the files of many servers takes its time. */
  private transient @Nullable HeldServers held;

  /**
   * @param seed what captures have as the name of their seed; see {@link ImportSettings#seed}
   * @param tags what they are tagged with besides
   * @param maxBodyBytes longer bodies are cut here, counted after decoding
   */
  public ArchiveCaptures(Optional<String> seed, Map<String, String> tags, int maxBodyBytes) {
    this(seed.orElse(null), tags, maxBodyBytes, new ArrayList<>());
  }

  private ArchiveCaptures(
      @Nullable String seed, Map<String, String> tags, int maxBodyBytes, ArrayList<byte[]> known) {
    this.seed = seed;
    this.tags = new TreeMap<>(tags);
    this.maxBodyBytes = maxBodyBytes;
    this.known = known;
  }

  @Override
  public ArchivePages knowing(List<ServerFile> files) {
    ArrayList<byte[]> all = new ArrayList<>(known);
    files.forEach(file -> all.add(file.toBytes()));
    return new ArchiveCaptures(seed, tags, maxBodyBytes, all);
  }

  @Override
  public Reading read(InputStream archive, String tag) throws IOException {
    ServerFiles servers = new ServerFiles(new HeldServers(servers()));
    ArchiveReading reading = new ArchiveReading(archive, maxBodyBytes + RecordReader.HEAD_BYTES);
    return new CaptureReading(reading, tag, new RecordReader(settings(), servers), servers);
  }

  @Override
  public RawPage complete(BorrowedPage borrowed, RawPage original) {
    PageRecord record =
        new PageRecord(
            borrowed.tag(), borrowed.tag(), borrowed.record(), borrowed.url(), borrowed.metadata());
    ServerFiles servers = new ServerFiles(servers());
    RecordReader reader = new RecordReader(settings(), servers);
    try {
      return Revisits.complete(reader, record, original).page();
    } catch (UnreadableRecordException unreadable) {
      throw new IllegalArgumentException(
          borrowed.tag() + ", byte " + borrowed.record().offset() + ": " + unreadable.getMessage(),
          unreadable);
    }
  }

  private synchronized HeldServers servers() {
    HeldServers servers = held;
    if (servers == null) {
      servers = new HeldServers(null);
      ServerFiles files = new ServerFiles(servers);
      known.forEach(file -> take(ServerFile.of(file), files));
      held = servers;
    }
    return servers;
  }

  private static void take(ServerFile file, ServerFiles into) {
    into.take(PageUrl.parse(file.url()), Instant.ofEpochMilli(file.fetchedAt()), file.body());
  }

  private ImportSettings settings() {
    return new ImportSettings(
        Optional.ofNullable(seed), tags, OptionalLong.empty(), List.of(), 1, maxBodyBytes, false);
  }
}
