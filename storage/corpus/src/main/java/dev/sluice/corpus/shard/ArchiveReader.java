package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.warc.WarcItem;
import dev.sluice.pages.warc.WarcReading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the captures of WARC files, which have no texts, and the texts of WET files. */
final class ArchiveReader implements ShardReader {

  /** No crawl keeps longer bodies. */
  private static final int MOST_BODY_BYTES = 1 << 30;

  @Override
  public void read(Path folder, ShardEntry shard, Visitor visitor) throws IOException {
    long number = 0;
    try (InputStream file =
            new BufferedInputStream(Files.newInputStream(folder.resolve(shard.file())));
        WarcReading reading = new WarcReading(file, MOST_BODY_BYTES)) {
      for (Optional<WarcItem> item = reading.next(); item.isPresent(); item = reading.next()) {
        if (item.get() instanceof WarcItem.Page page) {
          visitor.document(Document.id(page.page().capture().key()), UNKNOWN);
          number++;
        } else if (item.get() instanceof WarcItem.Revisit revisit) {
          visitor.document(Document.id(revisit.capture().key()), UNKNOWN);
          number++;
        } else if (item.get() instanceof WarcItem.Text text) {
          String id = Document.id(new CaptureKey(text.url(), text.at()));
          visitor.document(id, text.text().codePointCount(0, text.text().length()));
          number++;
        } else if (item.get() instanceof WarcItem.Passed passed && !passed.why().isEmpty()) {
          visitor.trouble(shard.file(), number, passed.type() + ": " + passed.why());
        }
      }
    } catch (IOException damaged) {
      throw new IOException(
          "behind document " + (number - 1) + ": " + damaged.getMessage(), damaged);
    }
  }
}
