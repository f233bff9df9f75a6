package dev.sluice.corpus;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.recipe.RecipeReader;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.text.IcuSegmenter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Drafts as they are when rules look at them, and recipes and steps from texts. */
public final class Drafts {

  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private Drafts() {}

  /** A plain text in a language, decoded, extracted and cut. */
  public static Draft of(String text, String language) {
    LanguageLabel label =
        new LanguageLabel(language, language.equals("zh") ? "Hans" : "Latn", 0.99);
    Extracted content = Extracted.ofText(text);
    return Draft.of(MemorySnapshot.page("https://example.com/", NOON, 200, "text/plain", text))
        .withDecoded(new Decoded(text, "UTF-8", Decoded.Evidence.VALID_UTF8, 0))
        .withExtracted(content)
        .withLanguage(label, new IcuSegmenter().segment(text, label));
  }

  public static Recipe recipe(String yaml) {
    return RecipeReader.parse("mine.yaml", yaml);
  }

  /** A step as a recipe in a folder has it that names it last, with these parameters in YAML. */
  public static PageStep step(Path folder, String name, String parameters) {
    Path file = folder.resolve("mine.yaml");
    String yaml =
        """
        name: mine
        version: 1
        steps:
          - decode
          - extract
          - language
          - %s:
              %s
        """
            .formatted(name, parameters);
    try {
      Files.writeString(file, yaml);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    Recipe recipe = RecipeReader.read(file);
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named(name);
    return kind.maker().make(recipe.steps().get(3).parameters(), noFunctions());
  }

  /** What a rule measured, as people read it; empty if it measured nothing. */
  public static String measured(StepOutcome outcome, String rule) {
    return outcome.draft().measurements().stream()
        .filter(it -> it.rule().equals(rule))
        .map(it -> it.measured().display())
        .findFirst()
        .orElse("");
  }

  /** Functions that plain text needs: UTF-8, all of it, one language. */
  public static PageFunctions noFunctions() {
    return functions(new LanguageLabel("en", "Latn", 0.9));
  }

  /** The same with this label for every text. */
  public static PageFunctions functions(LanguageLabel label) {
    return new PageFunctions(
        page ->
            new Decoded(
                new String(page.body(), StandardCharsets.UTF_8),
                "UTF-8",
                Decoded.Evidence.VALID_UTF8,
                0),
        (characters, type, url, settings) -> Extracted.ofText(characters),
        text -> label,
        new IcuSegmenter());
  }
}
