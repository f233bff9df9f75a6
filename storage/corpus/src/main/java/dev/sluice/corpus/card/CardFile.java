package dev.sluice.corpus.card;

import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes {@code README.md} into an export. */
public final class CardFile {

  private static final String NAME = "README.md";

  private CardFile() {}

  /** Writes it. */
  public static void write(OutputFolder folder, String text) {
    try (NewFile file = folder.begin(NAME)) {
      write(file, text);
      file.finish();
    }
  }

  private static void write(NewFile file, String text) {
    try {
      file.out().write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }
}
