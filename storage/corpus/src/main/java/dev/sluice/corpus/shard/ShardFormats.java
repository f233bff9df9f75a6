package dev.sluice.corpus.shard;

import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.util.List;

/** The file formats of shards, by the names that users call them. */
public final class ShardFormats {

  private static final List<ShardFormat> ALL =
      List.of(
          new JsonlFormat(JsonlSchema.SLUICE),
          new JsonlFormat(JsonlSchema.DOLMA),
          new JsonlFormat(JsonlSchema.DATATROVE),
          new ParquetFormat());

  private ShardFormats() {}

  /**
   * The format of this name.
   *
   * @throws SettingsException if there is none
   */
  public static ShardFormat named(String name) {
    List<String> names = ALL.stream().map(ShardFormat::name).toList();
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    "there is no format '" + name + "'" + Nearest.hint(name, names)));
  }
}
