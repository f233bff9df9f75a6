package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.LanguageLabel.Share;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.warc.WarcItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WetFormatTest extends ShardWriterContract {

  @Override
  ShardFormat format() {
    return new WetFormat();
  }

  @Override
  List<Row> read(List<byte[]> shard) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (WarcItem item : WarcFormatTest.items(shard.get(0))) {
      if (item instanceof WarcItem.Text text) {
        assertThat(text.languages()).isEqualTo("zho,eng");
        CaptureKey key = new CaptureKey(text.url(), text.at());
        rows.add(new Row(Document.id(key), text.text(), key.url().toString()));
      }
    }
    return rows;
  }

  @Test
  void languagesHaveThreeLettersAndTraceAmountsAreLeftOut() {
    assertThat(
            WetFormat.languages(
                Optional.of(
                    new LanguageLabel(
                        "yue",
                        "Hant",
                        0.9,
                        List.of(
                            new Share("yue", 0.6),
                            new Share("und", 0.2),
                            new Share("ja", 0.16),
                            new Share("de", 0.04)),
                        List.of()))))
        .containsExactly("yue", "jpn");
    assertThat(WetFormat.languages(Optional.empty())).isEmpty();
  }
}
