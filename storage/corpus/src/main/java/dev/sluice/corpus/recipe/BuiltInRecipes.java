package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recipes that come with Sluice, as files {@code recipes/NAME.yaml} on the class path. */
public final class BuiltInRecipes {

  /** Their names, the default first. */
  public static final List<String> NAMES =
      List.of(
          "web",
          "web-en",
          "web-zh",
          "raw-text",
          "raw",
          "c4",
          "gopher@datatrove",
          "gopher@dolma",
          "gopher@dclm",
          "fineweb",
          "refinedweb",
          "ccnet",
          "fineweb2-cmn",
          "fineweb2-jpn",
          "chinesewebtext",
          "map-neo",
          "c4-zh");

  private BuiltInRecipes() {}

  /** The recipe of that name, one of {@link #NAMES}. */
  public static Recipe load(String name) {
    return RecipeReader.parse("recipes/" + name + ".yaml", text(name));
  }

  /** The recipe's file as it was written, with its comments. */
  public static String text(String name) {
    String file = "/recipes/" + name + ".yaml";
    try (InputStream in = BuiltInRecipes.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no built-in recipe '" + name + "'");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damagedJar) {
      throw new UncheckedIOException(damagedJar);
    }
  }
}
