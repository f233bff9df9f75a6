package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines of JSON in zstd, whichever of the schemas they have: all have an id and a text. */
final class LinesReader implements ShardReader {

  @Override
  public void read(Path folder, ShardEntry shard, Visitor visitor) throws IOException {
    long number = 0;
    try (ZstdInputStream bytes =
            new ZstdInputStream(Files.newInputStream(folder.resolve(shard.file())));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read(shard.file(), number++, line, visitor);
      }
    } catch (CharacterCodingException notUtf8) {
      throw new IOException("document " + number + " is not in UTF-8", notUtf8);
    } catch (IOException damaged) {
      throw new IOException(
          "behind document " + (number - 1) + ": " + damaged.getMessage(), damaged);
    }
  }

  private static void read(String file, long number, String line, Visitor visitor) {
    visitor.line(line);
    try {
      JsonNode document = JsonMapper.shared().readTree(line);
      JsonNode id = document.path("id");
      JsonNode text = document.path("text");
      if (!id.isString() || !text.isString()) {
        visitor.trouble(file, number, "the line has no texts 'id' and 'text'");
      }
      String words = text.asString("");
      visitor.document(id.asString(""), words.codePointCount(0, words.length()));
    } catch (JacksonException notJson) {
      visitor.trouble(file, number, "the line is no JSON: " + notJson.getOriginalMessage());
      visitor.document("", UNKNOWN);
    }
  }
}
