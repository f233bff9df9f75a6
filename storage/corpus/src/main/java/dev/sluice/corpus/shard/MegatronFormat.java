package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Manifest.TokenizerEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An indexed data set of Megatron-LM: {@code .bin} has the tokens of all documents, {@code .idx}
 * where each begins and ends; one sequence a document. Beside them lies {@code .tokens.parquet},
 * which tells whose tokens they are; see {@link TokenMapColumns}.
 *
 * <p>Tokens are 2 bytes each if the tokenizer has fewer than 65,500 of them, otherwise 4, as
 * Megatron-LM chooses. Source: {@code megatron/core/datasets/indexed_dataset.py}.
 *
 * <p>Memory: 4 bytes a document of the shard, and a group of rows of the map.
 */
public final class MegatronFormat implements ShardFormat {

  /** The name of the format. */
  static final String NAME = "megatron";

  /** The end of the name of a shard's map. */
  static final String MAP_SUFFIX = ".tokens.parquet";

  private static final List<String> SUFFIXES = List.of(".bin", ".idx", MAP_SUFFIX);
  private static final int BUFFERED_TOKENS = 8_192;

  private final DocumentTokenizer tokenizer;

  /** The format whose numbers this tokenizer gives. */
  public MegatronFormat(DocumentTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> suffixes() {
    return SUFFIXES;
  }

  @Override
  public Optional<TokenizerEntry> tokenizer() {
    return Optional.of(tokenizer.entry());
  }

  @Override
  public Optional<TokenCounter> counter() {
    return Optional.of(tokenizer);
  }

  @Override
  public ShardWriter begin(List<OutputStream> files, Edition edition) throws IOException {
    TokenMapColumns map = new TokenMapColumns(files.get(2));
    MegatronIndex index = new MegatronIndex(files.get(1), tokenizer.width());
    return new Writer(tokenizer, files.get(0), index, map);
  }

  private static final class Writer implements ShardWriter {
    private final DocumentTokenizer tokenizer;
    private final OutputStream tokens;
    private final MegatronIndex index;
    private final TokenMapColumns map;
    private final ByteBuffer buffer;
    private long offset;

    Writer(
        DocumentTokenizer tokenizer,
        OutputStream tokens,
        MegatronIndex index,
        TokenMapColumns map) {
      this.tokenizer = tokenizer;
      this.tokens = tokens;
      this.index = index;
      this.map = map;
      this.buffer =
          ByteBuffer.allocate(BUFFERED_TOKENS * tokenizer.width().bytes())
              .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void add(Document document, Original original) throws IOException {
      int[] numbers = tokenizer.encode(document.text());
      for (int number : numbers) {
        if (!buffer.hasRemaining()) {
          flush();
        }
        tokenizer.width().put(buffer, number);
      }
      index.add(numbers.length);
      map.add(document, offset, numbers.length);
      offset += numbers.length;
    }

    private void flush() throws IOException {
      tokens.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }

    @Override
    public OptionalLong tokens() {
      return OptionalLong.of(offset);
    }

    @Override
    public void close() throws IOException {
      flush();
      tokens.close();
      index.close();
      map.close();
    }
  }
}
