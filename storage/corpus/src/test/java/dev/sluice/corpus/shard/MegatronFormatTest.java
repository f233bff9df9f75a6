package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.columns.ParquetRows;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.tokens.TokenCases;
import dev.sluice.pages.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MegatronFormatTest extends ShardWriterContract {

  @TempDir Path temp;

  @Override
  ShardFormat format() {
    return megatron(TokenCases.tokenizer(), TokenCases.END);
  }

  private MegatronFormat megatron(String tokenizer, String end) {
    return new MegatronFormat(open(tokenizer, end));
  }

  private DocumentTokenizer open(String tokenizer, String end) {
    try {
      Path file = Files.writeString(temp.resolve("tiny.json"), tokenizer);
      return DocumentTokenizer.open(new TokenizerSettings(file, Optional.empty(), end));
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  /** Reads by the format's description, with a decoder of its own. */
  @Override
  List<Row> read(List<byte[]> shard) throws IOException {
    ByteBuffer index = ByteBuffer.wrap(shard.get(1)).order(ByteOrder.LITTLE_ENDIAN);
    int documents = (int) index.getLong(18);
    assertThat(shard.get(1)).hasSize(42 + 20 * documents);
    List<Group> map = ParquetRows.read(shard.get(2)).rows();
    assertThat(map).hasSize(documents);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      int tokens = index.getInt(34 + 4 * i);
      long from = index.getLong(34 + 4 * documents + 8 * i);
      assertThat(map.get(i).getLong("offset", 0)).isEqualTo(from / 2);
      assertThat(map.get(i).getLong("tokens", 0)).isEqualTo(tokens);
      String text = decode(shard.get(0), (int) from / 2, tokens - 1);
      Group row = map.get(i);
      rows.add(new Row(ParquetRows.text(row, "id"), text, ParquetRows.text(row, "url")));
    }
    return rows;
  }

  private static String decode(byte[] bin, int first, int count) {
    Map<Integer, String> names = new HashMap<>();
    JsonNode vocabulary =
        JsonMapper.shared().readTree(TokenCases.tokenizer()).get("model").get("vocab");
    vocabulary.properties().forEach(it -> names.put(it.getValue().asInt(), it.getKey()));
    ByteBuffer tokens = ByteBuffer.wrap(bin).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = first; i < first + count; i++) {
      names.get((int) tokens.getShort(2 * i)).chars().forEach(it -> bytes.write(toByte(it)));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The byte that GPT-2 writes as this letter. */
  private static int toByte(int letter) {
    int others = 0;
    for (int b = 0; b < 256; b++) {
      boolean shown = b >= 33 && b <= 126 || b >= 161 && b <= 172 || b >= 174;
      if (letter == (shown ? b : 256 + others)) {
        return b;
      }
      others += shown ? 0 : 1;
    }
    throw new AssertionError("no byte is written as " + letter);
  }

  private static List<Document> cases() {
    List<Document> documents = new ArrayList<>();
    TokenCases.all().forEach(it -> documents.add(document(documents.size() + 1, it.text())));
    return documents;
  }

  /** The files were written by Megatron-LM's own builder; docs/proofs/megatron.py makes them. */
  @Test
  void everyByteIsAsMegatronsOwnBuilderWritesIt() throws IOException {
    List<byte[]> shard = write(cases());
    assertThat(shard.get(0)).isEqualTo(TokenCases.file("cases.bin"));
    assertThat(shard.get(1)).isEqualTo(TokenCases.file("cases.idx"));
  }

  @Test
  void tokensAreFourBytesWideFromTheVocabularyOnThatMegatronTakesThemFor() throws IOException {
    MegatronFormat wide = megatron(withToken(65_499), TokenCases.END);
    List<byte[]> shard = write(wide, cases());
    assertThat(shard.get(0)).isEqualTo(TokenCases.file("cases-wide.bin"));
    assertThat(shard.get(1)).isEqualTo(TokenCases.file("cases-wide.idx"));
    assertThat(wide.tokenizer().orElseThrow().type()).isEqualTo("int32");

    MegatronFormat narrow = megatron(withToken(65_498), TokenCases.END);
    assertThat(write(narrow, cases()).get(0)).isEqualTo(TokenCases.file("cases.bin"));
    assertThat(narrow.tokenizer().orElseThrow().type()).isEqualTo("uint16");
    assertThat(narrow.tokenizer().orElseThrow().vocabulary()).isEqualTo(65_499);
  }

  private static String withToken(int number) {
    return TokenCases.tokenizer()
        .replaceFirst("\"vocab\": \\{", "\"vocab\": {\"a token far off\": " + number + ",");
  }

  @Test
  void documentsEndAsTheUserSays() {
    DocumentTokenizer none = open(TokenCases.tokenizer(), "none");
    int[] bare = none.encode("The river");
    assertThat(none.entry().eod()).isEmpty();
    DocumentTokenizer own = open(TokenCases.tokenizer(), "<|mine|>=65000");
    int[] ended = own.encode("The river");
    assertThat(ended).startsWith(bare).hasSize(bare.length + 1).endsWith(65_000);
    assertThat(own.entry().eod()).contains("<|mine|>");
    assertThat(own.entry().eodNumber()).contains(65_000);
    assertThat(own.entry().vocabulary()).isEqualTo(65_001);
    assertThat(own.entry().file()).isEqualTo("tiny.json");
    assertThat(own.entry().sha256()).hasSize(64);
  }

  @Test
  void aTokenThatIsNotThereIsToldWithThoseThatAre() {
    assertThatThrownBy(() -> open(TokenCases.tokenizer(), "<|endoftexts|>"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            "tiny.json has no token '<|endoftexts|>'", "did you mean '<|endoftext|>'", "--eod");
    assertThatThrownBy(() -> open(TokenCases.tokenizer(), "</s>"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("<|endoftext|>, <|beside|>", "NAME=NUMBER");
  }

  @Test
  void aFormatAndATokenizerMustFit() {
    assertThatThrownBy(() -> ShardFormats.named("megatron"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--tokenizer FILE");
    TokenizerSettings missing =
        new TokenizerSettings(temp.resolve("nowhere.json"), Optional.empty(), "none");
    assertThatThrownBy(() -> ShardFormats.named("parquet", missing))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("parquet", "leave out --tokenizer");
    assertThatThrownBy(() -> ShardFormats.named("megatron", missing))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll("nowhere.json", "cannot be read");
    assertThatThrownBy(() -> ShardFormats.named("megatrom"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean 'megatron'");
  }

  @Test
  void theMapIsInTheOrderOfKeysAndTellsWhoseTokensTheyAre() throws IOException {
    List<Document> documents = cases();
    List<Group> map = ParquetRows.read(write(documents).get(2)).rows();
    for (int i = 0; i < documents.size(); i++) {
      Group row = map.get(i);
      assertThat(ParquetRows.text(row, "key")).isEqualTo("com,example)https/" + (i + 1));
      assertThat(ParquetRows.text(row, "text_xxh3_128"))
          .isEqualTo(documents.get(i).textHash().hex());
      assertThat(row.getLong("fetched_at", 0))
          .isEqualTo(documents.get(i).key().fetchedAt().toEpochMilli());
    }
  }
}
