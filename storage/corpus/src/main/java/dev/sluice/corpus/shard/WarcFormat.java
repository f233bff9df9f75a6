package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.warc.GzipPacking;
import dev.sluice.pages.warc.RecordPacking;
import dev.sluice.pages.warc.WarcWriting;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The raw pages that documents were made of, as WARC; see {@link dev.sluice.pages.warc}. What a
 * recipe does to texts changes nothing: it only decides which captures there are. A capture whose
 * body another one of the export has is a revisit of that one.
 */
public final class WarcFormat implements ShardFormat {

  /** zlib's: a seventh more bytes than by its default, in two fifths of the time. */
  private static final int GZIP_LEVEL = 2;

  /** A sixth quicker than its default, for files a sixteenth longer. */
  private static final int ZSTD_LEVEL = 1;

  /** How records are compressed. */
  public enum Packing {
    /** What every tool reads. */
    GZIP("warc", ".warc.gz"),
    /** Smaller, in a fraction of the time, for tools that know it. */
    ZSTD("warc-zstd", ".warc.zst"),
    /** Not at all, for file systems that compress, and for whoever has more disk than time. */
    NONE("warc-plain", ".warc");

    private final String format;
    private final String suffix;

    Packing(String format, String suffix) {
      this.format = format;
      this.suffix = suffix;
    }

    private RecordPacking packing() {
      return switch (this) {
        case GZIP -> new GzipPacking(GZIP_LEVEL);
        case ZSTD -> new ZstdPacking(ZSTD_LEVEL);
        case NONE -> RecordPacking.NONE;
      };
    }
  }

  private final Packing packing;

  /** The format whose records are compressed so. */
  public WarcFormat(Packing packing) {
    this.packing = packing;
  }

  @Override
  public String name() {
    return packing.format;
  }

  @Override
  public Content content() {
    return Content.RAW_PAGES;
  }

  @Override
  public List<String> suffixes() {
    return List.of(packing.suffix);
  }

  @Override
  public ShardWriter begin(List<OutputStream> files, Edition edition) {
    WarcWriting warc = new WarcWriting(files.get(0), packing.packing(), WetFormat.info(edition));
    return new Writer(warc);
  }

  private record Writer(WarcWriting warc) implements ShardWriter {

    @Override
    public void add(Document document, Original original) throws IOException {
      Optional<CaptureKey> lender = original.lender();
      if (lender.isPresent()) {
        warc.revisit(original.capture(), lender.get());
      } else {
        warc.capture(original.page());
      }
    }

    @Override
    public void close() throws IOException {
      warc.close();
    }
  }
}
