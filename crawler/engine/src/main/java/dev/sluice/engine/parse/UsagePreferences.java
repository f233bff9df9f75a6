package dev.sluice.engine.parse;

import dev.sluice.pages.model.Directive.Meaning;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads statements of preference about the training of AI models, as header fields and robots.txt
 * write them. What is unknown or malformed says nothing.
 *
 * <p>Of the vocabulary of draft-ietf-aipref-vocab only {@code train-ai} is of interest; its other
 * category, {@code search}, neither contains it nor is contained in it.
 */
public final class UsagePreferences {

  private static final String TRAINING = "train-ai";

  private UsagePreferences() {}

  /** The preference in a {@code Content-Usage}, a dictionary of RFC 9651: {@code train-ai=n}. */
  public static Optional<Meaning> ofUsage(String dictionary) {
    if (!dictionary.contains(TRAINING)) {
      return Optional.empty();
    }
    Map<String, String> tokens = StructuredDictionary.tokens(dictionary);
    return switch (tokens.getOrDefault(TRAINING, "")) {
      case "y" -> Optional.of(Meaning.TRAINING_GRANTED);
      case "n" -> Optional.of(Meaning.TRAINING_REFUSED);
      default -> Optional.empty();
    };
  }

  /** The preference in a {@code Content-Signal}: {@code search=yes, ai-train=no}. */
  public static Optional<Meaning> ofSignal(String signals) {
    Optional<Meaning> said = Optional.empty();
    for (String signal : signals.toLowerCase(Locale.ROOT).split("[,;]")) {
      switch (signal.replaceAll("\\s", "")) {
        case "ai-train=no" -> {
          return Optional.of(Meaning.TRAINING_REFUSED);
        }
        case "ai-train=yes" -> said = Optional.of(Meaning.TRAINING_GRANTED);
        default -> {} // about something else
      }
    }
    return said;
  }
}
