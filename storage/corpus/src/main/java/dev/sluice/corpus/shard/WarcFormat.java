package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.warc.GzipPacking;
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

  /** zlib's fastest: raw pages take a fifth more than by its default, in a third of the time. */
  private static final int LEVEL = 1;

  @Override
  public String name() {
    return "warc";
  }

  @Override
  public Content content() {
    return Content.RAW_PAGES;
  }

  @Override
  public List<String> suffixes() {
    return List.of(".warc.gz");
  }

  @Override
  public ShardWriter begin(List<OutputStream> files, Edition edition) {
    WarcWriting warc =
        new WarcWriting(files.get(0), new GzipPacking(LEVEL), WetFormat.info(edition));
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
