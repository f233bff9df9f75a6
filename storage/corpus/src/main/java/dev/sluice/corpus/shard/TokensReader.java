package dev.sluice.corpus.shard;

import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.Manifest.TokenizerEntry;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads an indexed data set of Megatron-LM together with its map: lengths and offsets of the index
 * must be those of the map, tokens must be in the vocabulary, and each document must end as the
 * manifest says.
 */
final class TokensReader implements ShardReader {

  private static final int HEAD_BYTES = 34;
  private static final int BUFFER_BYTES = 1 << 16;

  private final TokenizerEntry tokenizer;
  private final TokenWidth width;

  TokensReader(TokenizerEntry tokenizer) {
    this.tokenizer = tokenizer;
    this.width = TokenWidth.of(tokenizer.vocabulary());
  }

  @Override
  public void read(Path folder, ShardEntry shard, Visitor visitor) throws IOException {
    String name = shard.file().substring(0, shard.file().lastIndexOf('.'));
    Path index = folder.resolve(name + ".idx");
    int documents = documents(index);
    long expected = HEAD_BYTES + documents * 20L + 8;
    if (Files.size(index) != expected) {
      throw new IOException(
          "the index tells of %d documents and has %d bytes, not %d"
              .formatted(documents, Files.size(index), expected));
    }
    Path map = folder.resolve(name + MegatronFormat.MAP_SUFFIX);
    try (DataInputStream lengths = open(index, HEAD_BYTES);
        DataInputStream offsets = open(index, HEAD_BYTES + 4L * documents);
        DataInputStream ends = open(index, HEAD_BYTES + 12L * documents);
        InputStream tokens = open(folder.resolve(shard.file()), 0);
        ColumnFileReader table = new ColumnFileReader(map)) {
      TableReader.requireColumns(table, TokenMapColumns.NAMES);
      Walk walk = new Walk(shard, name, lengths, offsets, ends, tokens, visitor);
      for (int group = 0; group < table.groups(); group++) {
        walk.read(table.read(group, TokenMapColumns.NAMES));
      }
      walk.end(documents);
    }
  }

  private int documents(Path index) throws IOException {
    try (DataInputStream head = open(index, 0)) {
      byte[] magic = head.readNBytes(9);
      long version = Long.reverseBytes(head.readLong());
      byte code = head.readByte();
      long sequences = Long.reverseBytes(head.readLong());
      long documents = Long.reverseBytes(head.readLong());
      boolean isIndex = new String(magic, StandardCharsets.ISO_8859_1).equals("MMIDIDX\0\0");
      if (!isIndex || version != 1) {
        throw new IOException("the file is no index of Megatron-LM");
      }
      if (code != width.code() || !width.name().equalsIgnoreCase(tokenizer.type())) {
        throw new IOException(
            "the index says that tokens have code " + code + ", and they have not");
      }
      if (sequences < 0 || sequences > Integer.MAX_VALUE || documents != sequences + 1) {
        throw new IOException("the index says that it has " + sequences + " sequences");
      }
      return (int) sequences;
    }
  }

  private static DataInputStream open(Path file, long from) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    in.skipNBytes(from);
    return in;
  }

  /** Goes through index, tokens and map side by side. */
  private final class Walk {

    private final ShardEntry shard;
    private final String name;
    private final DataInputStream lengths;
    private final DataInputStream offsets;
    private final DataInputStream ends;
    private final InputStream tokens;
    private final Visitor visitor;
    private long number;
    private long offset;

    Walk(
        ShardEntry shard,
        String name,
        DataInputStream lengths,
        DataInputStream offsets,
        DataInputStream ends,
        InputStream tokens,
        Visitor visitor) {
      this.shard = shard;
      this.name = name;
      this.lengths = lengths;
      this.offsets = offsets;
      this.ends = ends;
      this.tokens = tokens;
      this.visitor = visitor;
    }

    void read(ColumnFileReader.Group rows) throws IOException {
      List<ColumnValues> columns =
          List.of(
              rows.values(TokenMapColumns.ID),
              rows.values(TokenMapColumns.OFFSET),
              rows.values(TokenMapColumns.TOKENS));
      for (long row = 0; row < rows.rows(); row++) {
        read(columns.get(0).text(), columns.get(1).whole(), columns.get(2).whole());
        columns.forEach(ColumnValues::next);
      }
    }

    private void read(String id, long mapOffset, long mapTokens) throws IOException {
      long length = Integer.reverseBytes(lengths.readInt()) & 0xffffffffL;
      long bytes = Long.reverseBytes(offsets.readLong());
      long before = Long.reverseBytes(ends.readLong());
      if (length != mapTokens || bytes != mapOffset * width.bytes() || mapOffset != offset) {
        trouble(
            ".idx",
            "the index has %d tokens from byte %d, the map %d from token %d, which should be %d",
            length,
            bytes,
            mapTokens,
            mapOffset,
            offset);
      }
      if (before != number) {
        trouble(".idx", "its document begins at sequence %d", before);
      }
      tokens(mapTokens);
      visitor.document(id, UNKNOWN);
      offset += mapTokens;
      number++;
    }

    private void tokens(long count) throws IOException {
      int last = -1;
      for (long i = 0; i < count; i++) {
        last = token();
        if (last < 0 || last >= tokenizer.vocabulary()) {
          trouble(
              ".bin", "token %d is %d, and the tokenizer has %d", i, last, tokenizer.vocabulary());
          tokens.skipNBytes((count - i - 1) * width.bytes());
          return;
        }
      }
      if (tokenizer.eodNumber().isPresent() && last != tokenizer.eodNumber().get()) {
        trouble(".bin", "it ends with token %d, not with %d", last, tokenizer.eodNumber().get());
      }
    }

    private int token() throws IOException {
      int token = 0;
      for (int i = 0; i < width.bytes(); i++) {
        int next = tokens.read();
        if (next < 0) {
          throw new EOFException(shard.file() + " ends in document " + number);
        }
        token |= next << 8 * i;
      }
      return token;
    }

    private void trouble(String ending, String what, Object... values) {
      visitor.trouble(name + ending, number, String.format(Locale.ROOT, what, values));
    }

    void end(int documents) throws IOException {
      if (number != documents) {
        throw new IOException(
            "the index tells of " + documents + " documents, the map of " + number);
      }
      if (tokens.read() >= 0) {
        throw new IOException(shard.file() + " goes on behind its last document");
      }
      if (offset != shard.tokens().orElse(offset)) {
        throw new IOException(
            "it has " + offset + " tokens, and the manifest says " + shard.tokens().get());
      }
    }
  }
}
