package dev.sluice.corpus.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Calibration.OfLanguage;
import dev.sluice.corpus.model.LimitMethod.Percentiles;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.preview.LimitParameters.Limit;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What all rules together would keep: of 200 pages, whose values are 1 to 200. */
class CalibrationBuilderTest {

  private static final Parameter LEAST = Parameter.number("min_characters", 0, "");

  /** The least value that is proposed leaves out a tenth. */
  private static OfLanguage english(
      String action, List<Limit> limits, IntFunction<List<Measurement>> measured) {
    CalibrationBuilder builder =
        new CalibrationBuilder(
            Drafts.recipe(
                """
                name: mine
                version: 1
                steps:
                  - decode
                  - extract
                  - language
                  - length: {min_characters: 101, action: %s}
                """
                    .formatted(action)),
            new Percentiles(10, 90),
            Set.of());
    for (int value = 1; value <= 200; value++) {
      PageUrl url = PageUrl.parse("https://a.example/" + value);
      builder.add(new ReferencePage(url, "en", measured.apply(value)));
    }
    return builder.end(limits).languages().get(0);
  }

  private static Limit limit(String rule) {
    return new Limit("length", LEAST, rule, true);
  }

  @Test
  void aPageIsKeptThatTheProposedLimitLetsPass() {
    OfLanguage found =
        english(
            "drop",
            List.of(limit("one")),
            value -> List.of(Measurement.quantity("one", value, ">= 101", value >= 101)));
    assertThat(found.keptNow()).isEqualTo(100);
    assertThat(found.keptThen()).isEqualTo(181);
  }

  @Test
  void aParameterThatLimitsTwoRulesLooselyIsTheLimitOfBoth() {
    OfLanguage found =
        english(
            "drop",
            List.of(limit("one"), limit("other")),
            value ->
                List.of(
                    Measurement.quantity("one", value, ">= 101", value >= 101),
                    Measurement.quantity("other", value + 50, ">= 101", value + 50 >= 101)));
    assertThat(found.keptNow()).isEqualTo(100);
    assertThat(found.keptThen()).as("20 is the lower of 20 and 70").isEqualTo(181);
  }

  @Test
  void aStepThatOnlyMeasuresKeepsAll() {
    OfLanguage found =
        english(
            "measure",
            List.of(limit("one")),
            value -> List.of(Measurement.quantity("one", value, ">= 101, only measured", true)));
    assertThat(found.keptNow()).isEqualTo(200);
    assertThat(found.keptThen()).isEqualTo(200);
  }

  @Test
  void aValueThatPassesForAnotherReasonStillDoes() {
    OfLanguage found =
        english(
            "drop",
            List.of(limit("one")),
            value ->
                List.of(
                    Measurement.quantity(
                        "one", value, ">= 101, or odd", value >= 101 || odd(value))));
    assertThat(found.keptNow()).isEqualTo(150);
    assertThat(found.keptThen()).as("the odd ones below 20, too").isEqualTo(191);
  }

  private static boolean odd(int value) {
    return value % 2 == 1;
  }
}
