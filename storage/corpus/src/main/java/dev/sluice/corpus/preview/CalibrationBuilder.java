package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.Calibration.OfLanguage;
import dev.sluice.corpus.model.Calibration.Proposal;
import dev.sluice.corpus.model.LimitMethod;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.Action;
import dev.sluice.corpus.model.Recipe.StepForm;
import dev.sluice.corpus.preview.LimitParameters.Limit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Gathers what rules measure of trusted pages, and proposes limits from it. Memory is bounded: of a
 * language, the values of twenty thousand pages are kept. For one thread.
 */
public final class CalibrationBuilder {

  /** Fewer pages of a language say nothing of its percentiles. */
  private static final int LEAST_PAGES = 100;

  private static final int MOST_PAGES = 20_000;

  /** Digits of a proposed limit that is no whole number. */
  private static final int DIGITS = 3;

  private final Recipe recipe;
  private final LimitMethod method;
  private final Set<String> wanted;
  private final Map<String, Pages> byLanguage = new TreeMap<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private long pages;
  private long trusted;

  /** A page's values by column: NaN where a rule measured no number; and which rules it failed. */
  private record Values(double[] numbers, Set<Integer> failed) {

    double of(int column) {
      return column < numbers.length ? numbers[column] : Double.NaN;
    }
  }

  /** The pages of a language. */
  private static final class Pages {
    private final Fewest<Values> kept = new Fewest<>(MOST_PAGES);
    private long count;
  }

  /**
   * Begins a calibration.
   *
   * @param languages codes of the languages that count; empty for all
   */
  public CalibrationBuilder(Recipe recipe, LimitMethod method, Set<String> languages) {
    this.recipe = recipe;
    this.method = method;
    this.wanted = Set.copyOf(languages);
  }

  /** Adds a page that was read, but is not trusted. */
  public void addOther() {
    pages++;
  }

  /**
   * Adds a page.
   *
   * @return whether it counts: not if it is in another language than those asked for
   */
  public boolean add(ReferencePage page) {
    pages++;
    if (!wanted.isEmpty() && !wanted.contains(page.language())) {
      return false;
    }
    trusted++;
    Pages of = byLanguage.computeIfAbsent(page.language(), code -> new Pages());
    of.count++;
    of.kept.offer(0, Rank.of(page.url()), () -> values(page));
    return true;
  }

  private Values values(ReferencePage page) {
    for (Measurement measurement : page.measurements()) {
      columns.putIfAbsent(measurement.rule(), columns.size());
    }
    double[] numbers = new double[columns.size()];
    Arrays.fill(numbers, Double.NaN);
    Set<Integer> failed = new HashSet<>();
    for (Measurement measurement : page.measurements()) {
      int column = columns.getOrDefault(measurement.rule(), 0);
      if (measurement.measured() instanceof Measured.Quantity quantity) {
        numbers[column] = quantity.number();
      }
      if (!measurement.passed()) {
        failed.add(column);
      }
    }
    return new Values(numbers, failed);
  }

  /** The proposals, for rules that these parameters limit. */
  public Calibration end(List<Limit> limits) {
    List<OfLanguage> languages = new ArrayList<>();
    List<Proposal> proposals = new ArrayList<>();
    byLanguage.forEach(
        (code, of) -> {
          List<Values> values = of.kept.list();
          boolean few = of.count < LEAST_PAGES;
          Map<String, Proposal> proposed = few ? Map.of() : proposals(code, values, limits);
          List<Limit> dropping = limits.stream().filter(it -> drops(it.step(), code)).toList();
          proposals.addAll(proposed.values());
          languages.add(
              new OfLanguage(
                  code,
                  of.count,
                  values.size(),
                  values.stream().filter(it -> it.failed.isEmpty()).count(),
                  few ? 0 : values.stream().filter(it -> passes(it, dropping, proposed)).count(),
                  few));
        });
    languages.sort(
        Comparator.comparingLong(OfLanguage::pages).reversed().thenComparing(OfLanguage::code));
    return new Calibration(recipe.label(), method.words(), pages, trusted, languages, proposals);
  }

  /** Whether a page would pass: what is proposed, and all rules that nothing is proposed for. */
  private boolean passes(Values page, List<Limit> limits, Map<String, Proposal> proposed) {
    Set<Integer> judged = new HashSet<>();
    for (Limit limit : limits) {
      Proposal proposal = proposed.get(key(limit));
      Integer column = columns.get(limit.rule());
      if (proposal == null || column == null) {
        continue;
      }
      judged.add(column);
      if (!passes(page, column, proposal)) {
        return false;
      }
    }
    return judged.containsAll(page.failed);
  }

  /** A value that passes beyond the limit does so for another reason, which stays as it is. */
  private static boolean passes(Values page, int column, Proposal proposal) {
    double value = page.of(column);
    boolean beyond = !passes(value, proposal.lower(), Double.parseDouble(proposal.now()));
    return beyond && !page.failed.contains(column)
        || passes(value, proposal.lower(), Double.parseDouble(proposal.then()));
  }

  private boolean drops(String step, String code) {
    return form(step, code).action() == Action.DROP;
  }

  private StepForm form(String step, String code) {
    return recipe
        .step(step)
        .map(it -> it.form(it.forLanguage(code), Optional.empty()))
        .orElseThrow();
  }

  private static String key(Limit limit) {
    return limit.step() + "." + limit.parameter().name();
  }

  private static boolean passes(double value, boolean lower, double limit) {
    return Double.isNaN(value) || (lower ? value >= limit : value <= limit);
  }

  /** By step and parameter; of several rules that one parameter limits, the loosest proposal. */
  private Map<String, Proposal> proposals(String code, List<Values> pages, List<Limit> limits) {
    Map<String, Proposal> proposals = new LinkedHashMap<>();
    for (Limit limit : limits) {
      Integer column = columns.get(limit.rule());
      double[] sorted =
          column == null
              ? new double[0]
              : pages.stream()
                  .mapToDouble(it -> it.of(column))
                  .filter(value -> !Double.isNaN(value))
                  .sorted()
                  .toArray();
      if (sorted.length >= LEAST_PAGES) {
        proposals.merge(key(limit), proposal(code, limit, sorted), CalibrationBuilder::looser);
      }
    }
    return proposals;
  }

  private static Proposal looser(Proposal one, Proposal other) {
    double first = Double.parseDouble(one.then());
    double second = Double.parseDouble(other.then());
    boolean keep = one.lower() ? first <= second : first >= second;
    return keep ? one : other;
  }

  private Proposal proposal(String code, Limit limit, double[] sorted) {
    Parameter parameter = limit.parameter();
    double exact = limit.lower() ? method.least(sorted) : method.most(sorted);
    double bounded = Math.max(parameter.least(), Math.min(parameter.most(), exact));
    String then = rounded(parameter, bounded, limit.lower());
    String now = form(limit.step(), code).parameters().word(parameter.name());
    return new Proposal(
        code,
        limit.step(),
        limit.rule(),
        parameter.name(),
        limit.lower(),
        now,
        then,
        sorted.length,
        sorted[0],
        sorted[(sorted.length - 1) / 2],
        sorted[sorted.length - 1],
        kept(sorted, limit.lower(), now),
        kept(sorted, limit.lower(), then));
  }

  private static long kept(double[] values, boolean lower, String limit) {
    double bound = Double.parseDouble(limit);
    return DoubleStream.of(values).filter(value -> passes(value, lower, bound)).count();
  }

  /** Away from the values, so that it keeps at least what the exact limit would. */
  private static String rounded(Parameter parameter, double limit, boolean lower) {
    RoundingMode away = lower ? RoundingMode.FLOOR : RoundingMode.CEILING;
    BigDecimal exact = BigDecimal.valueOf(limit);
    BigDecimal rounded =
        parameter.form() == Parameter.Form.NUMBER
            ? exact.setScale(0, away)
            : exact.round(new MathContext(DIGITS, away));
    double inBounds = Math.min(parameter.most(), rounded.doubleValue());
    return parameter.form() == Parameter.Form.NUMBER
        ? Long.toString((long) inBounds)
        : Measured.plain(inBounds);
  }
}
