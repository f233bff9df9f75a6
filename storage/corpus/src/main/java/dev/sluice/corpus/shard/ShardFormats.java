package dev.sluice.corpus.shard;

import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The file formats of shards, by the names that users call them. */
public final class ShardFormats {

  private static final List<ShardFormat> OF_TEXTS =
      List.of(
          new JsonlFormat(JsonlSchema.SLUICE),
          new JsonlFormat(JsonlSchema.DOLMA),
          new JsonlFormat(JsonlSchema.DATATROVE),
          new ParquetFormat(),
          new WarcFormat(WarcFormat.Packing.GZIP),
          new WarcFormat(WarcFormat.Packing.ZSTD),
          new WarcFormat(WarcFormat.Packing.NONE),
          new WetFormat());

  private ShardFormats() {}

  /**
   * The format of this name.
   *
   * @throws SettingsException if there is none, or it needs a tokenizer
   */
  public static ShardFormat named(String name) {
    if (name.equals(MegatronFormat.NAME)) {
      throw new SettingsException(
          name
              + " is made of tokens: name a tokenizer with --tokenizer FILE, a tokenizer.json or a"
              + " .tiktoken file");
    }
    return ofTexts(name)
        .orElseThrow(
            () ->
                new SettingsException(
                    "--format: there is no format '" + name + "'" + Nearest.hint(name, names())));
  }

  /**
   * The format of this name, with a tokenizer.
   *
   * @throws SettingsException if there is none, it needs no tokenizer, or that cannot be used
   */
  public static ShardFormat named(String name, TokenizerSettings tokenizer) {
    if (name.equals(MegatronFormat.NAME)) {
      return new MegatronFormat(DocumentTokenizer.open(tokenizer));
    }
    throw new SettingsException(
        named(name).name()
            + " is made of texts: leave out --tokenizer, or take "
            + MegatronFormat.NAME);
  }

  private static Optional<ShardFormat> ofTexts(String name) {
    return OF_TEXTS.stream().filter(format -> format.name().equals(name)).findFirst();
  }

  private static List<String> names() {
    return Stream.concat(OF_TEXTS.stream().map(ShardFormat::name), Stream.of(MegatronFormat.NAME))
        .toList();
  }
}
