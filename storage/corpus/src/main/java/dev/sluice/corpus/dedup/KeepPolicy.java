package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Locale;

/**
 * Which one is kept of several pages that say the same: the one with the smallest {@link #rank},
 * and among equals the first in the order of the candidates. So the choice depends on the pages
 * alone, and no two of them are ever equal.
 *
 * <p>It is never told by chance, as by the order in which files are read. That is what most
 * published pipelines do: they keep the first page of a shuffled or sharded list.
 */
public final class KeepPolicy {

  private static final String KEEP = "keep";
  private static final String SCORE = "score";

  /** The parameters of every step that keeps one of several. */
  public static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.choice(
              KEEP,
              List.of(
                  "first-url",
                  "oldest",
                  "newest",
                  "shortest-url",
                  "longest",
                  "canonical-url",
                  "best-score"),
              "which of them is kept; canonical-url: one that names itself as canonical, rather"
                  + " than one that names none, rather than one that names another, and then the"
                  + " shortest URL; ties go to the first URL"),
          Parameter.value(SCORE, "the measured value of which the highest is best")
              .onlyWith(KEEP, "best-score"));

  private enum Order {
    FIRST_URL,
    OLDEST,
    NEWEST,
    SHORTEST_URL,
    LONGEST,
    CANONICAL_URL,
    BEST_SCORE
  }

  private static final long NAMES_ITSELF = 0;
  private static final long NAMES_NONE = 1;
  private static final long NAMES_ANOTHER = 2;

  private final Order order;
  private final String score;

  private KeepPolicy(Order order, String score) {
    this.order = order;
    this.score = score;
  }

  /** The policy that a step's parameters name. */
  public static KeepPolicy of(Parameters parameters) {
    String word = parameters.word(KEEP).toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> scores = parameters.words(SCORE);
    return new KeepPolicy(Order.valueOf(word), scores.isEmpty() ? "" : scores.get(0));
  }

  /** True if the first of several is kept whatever their signatures say: all have one rank. */
  public boolean isFirst() {
    return order == Order.FIRST_URL;
  }

  /** Smaller is better; equals are settled by the order of the candidates. */
  public long rank(Signature signature) {
    return switch (order) {
      case FIRST_URL -> 0;
      case OLDEST -> signature.fetchedAt().toEpochMilli();
      case NEWEST -> -signature.fetchedAt().toEpochMilli();
      case SHORTEST_URL -> length(signature);
      case LONGEST -> -signature.characters();
      case CANONICAL_URL -> canonical(signature) << Integer.SIZE | length(signature);
      case BEST_SCORE -> ~ascending(signature.score(score));
    };
  }

  private static long length(Signature signature) {
    return signature.url().toString().length();
  }

  private static long canonical(Signature signature) {
    if (signature.canonical().isEmpty()) {
      return NAMES_NONE;
    }
    PageUrl named = signature.canonical().get();
    return named.equals(signature.url()) ? NAMES_ITSELF : NAMES_ANOTHER;
  }

  /** A number's bits in an order that is that of the numbers. */
  private static long ascending(double number) {
    long bits = Double.doubleToLongBits(number + 0.0); // there is one zero only
    return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
  }
}
