package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Document;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.warc.WarcItem;
import dev.sluice.pages.warc.WarcReading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarcFormatTest extends ShardWriterContract {

  @Override
  ShardFormat format() {
    return new WarcFormat(WarcFormat.Packing.GZIP);
  }

  @Override
  List<Row> read(List<byte[]> shard) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (WarcItem item : items(shard.get(0))) {
      if (item instanceof WarcItem.Page page) {
        String text = new String(page.page().body(), StandardCharsets.UTF_8);
        CaptureKey key = page.page().capture().key();
        rows.add(new Row(Document.id(key), text, key.url().toString()));
      }
    }
    return rows;
  }

  static List<WarcItem> items(byte[] file) throws IOException {
    List<WarcItem> items = new ArrayList<>();
    try (WarcReading reading = new WarcReading(new ByteArrayInputStream(file), 1 << 24)) {
      for (Optional<WarcItem> item = reading.next(); item.isPresent(); item = reading.next()) {
        items.add(item.get());
      }
    }
    return items;
  }

  @Test
  void aBodyThatAnotherCaptureLendsIsNotRead() throws IOException {
    Document lender = document(1, "text");
    Document borrower = document(2, "text");
    Capture borrowing = originalOf(borrower).capture();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ShardWriter writer = format().begin(List.of(out), EDITION)) {
      writer.add(borrower, new Borrowing(borrowing, lender.key()));
    }
    assertThat(items(out.toByteArray()))
        .contains(new WarcItem.Revisit(borrowing, Optional.of(lender.key())));
  }

  private record Borrowing(Capture capture, CaptureKey from) implements Original {

    @Override
    public RawPage page() {
      throw new AssertionError("the body was read");
    }

    @Override
    public Optional<CaptureKey> lender() {
      return Optional.of(from);
    }
  }
}
