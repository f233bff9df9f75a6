package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An export as tokens, by a vocabulary that has a token for each byte, and its map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensCommandTest {

  private static final int PAGES = 12;

  private Path work;
  private Path data;
  private Path vocabulary;
  private Path export;
  private JsonNode manifest;

  @BeforeAll
  void export(@TempDir Path folder) throws IOException {
    work = folder;
    data = MadeStore.fill(folder.resolve("data"), PAGES, 1);
    List<String> lines = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      lines.add(Base64.getEncoder().encodeToString(new byte[] {(byte) b}) + " " + b);
    }
    vocabulary = Files.write(folder.resolve("bytes.tiktoken"), lines);
    export = folder.resolve("tokens");
    Ran ran =
        megatron(export, "--tokenizer", vocabulary, "--tokenizer-pattern", "gpt2", "--eod", "E=256")
            .succeeded();
    assertThat(ran.out()).containsPattern("[\\d,]+ tokens by bytes.tiktoken, as uint16");
    manifest = JsonMapper.shared().readTree(export.resolve("manifest.json").toFile());
  }

  private Ran megatron(Path out, Object... more) {
    List<Object> all =
        new ArrayList<>(List.of("export", "--data", data, "--out", out, "--format", "megatron"));
    all.addAll(List.of(more));
    return sluice(all.toArray());
  }

  @Test
  void eachByteIsATokenAndAnotherEndsTheDocument() {
    JsonNode shard = manifest.get("shards").get(0);
    assertThat(shard.get("documents").asInt()).isEqualTo(PAGES);
    assertThat(shard.get("tokens").asLong()).isEqualTo(shard.get("characters").asLong() + PAGES);
    assertThat(manifest.get("tokenizer").get("eod_number").asInt()).isEqualTo(256);
  }

  @Test
  void aPageLeadsToItsTokensAndTheyLeadBack() {
    long tokens = manifest.get("shards").get(0).get("tokens").asLong();
    long offset = 0;
    int documents = 0;
    while (offset < tokens) {
      JsonNode at = sluice("tokens", "at", offset, export, "--json").succeeded().json();
      JsonNode place = at.get("documents").get(0);
      assertThat(place.get("offset").asLong()).isEqualTo(offset);
      assertThat(place.get("index").asInt()).isEqualTo(documents);
      String url = place.get("url").asString();
      assertThat(sluice("tokens", "where", url, export, "--json").succeeded().json()).isEqualTo(at);
      assertThat(sluice("tokens", "where", url, export).succeeded().out())
          .contains("documents-00000.bin, document " + documents, url);
      offset += place.get("tokens").asLong();
      documents++;
    }
    assertThat(documents).isEqualTo(PAGES);
  }

  @Test
  void whatIsNotThereIsToldByTheExitCode() {
    Ran token = sluice("tokens", "at", 1L << 40, export);
    assertThat(token.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(token.out()).contains("has no token " + (1L << 40));
    Ran page = sluice("tokens", "where", "https://nobody.example/", export, "--json");
    assertThat(page.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(page.json().get("documents")).isEmpty();
    sluice("tokens", "at", 0, export, "--shard", "documents-0.bin")
        .failed(ExitCode.USAGE, "documents-00000.bin");
    sluice("tokens", "at", 0, work).failed(ExitCode.USAGE, "finished export");
    sluice("tokens").failed(ExitCode.USAGE, "tokens where");
  }

  @Test
  void whatIsWrongWithATokenizerIsToldBeforeAnythingIsWritten() throws IOException {
    Path out = work.resolve("none");
    megatron(out).failed(ExitCode.USAGE, "--tokenizer FILE");
    megatron(out, "--eod", "E").failed(ExitCode.USAGE, "name it with --tokenizer FILE");
    megatron(out, "--tokenizer", vocabulary).failed(ExitCode.USAGE, "--eod none");
    megatron(out, "--tokenizer", vocabulary, "--eod", "none")
        .failed(ExitCode.USAGE, "bytes.tiktoken", "--tokenizer-pattern");
    megatron(out, "--tokenizer", vocabulary, "--tokenizer-pattern", "gpt2", "--eod", "</s>")
        .failed(ExitCode.USAGE, "bytes.tiktoken has no token '</s>'", "NAME=NUMBER");
    megatron(out, "--tokenizer", work.resolve("nowhere"), "--eod", "none")
        .failed(ExitCode.USAGE, "nowhere cannot be read");
    Path broken = Files.writeString(work.resolve("broken.json"), "{\"model\": ");
    megatron(out, "--tokenizer", broken, "--eod", "none")
        .failed(ExitCode.USAGE, "broken.json", "broken JSON");
    sluice("export", "--data", data, "--out", out, "--tokenizer", vocabulary, "--eod", "none")
        .failed(ExitCode.USAGE, "jsonl is made of texts", "megatron");
    assertThat(out).doesNotExist();
  }
}
