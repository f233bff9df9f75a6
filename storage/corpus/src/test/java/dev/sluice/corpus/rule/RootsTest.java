package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootsTest {

  @ParameterizedTest
  @ValueSource(longs = {5, 4_294_967_296L, Parameter.MOST})
  void noNgramRepeatsInATextThatIsShorterThanOne(long size) {
    StepKind.OfPages kind = (StepKind.OfPages) Roots.KIND;
    Map<String, List<String>> values = new LinkedHashMap<>();
    kind.parameters().forEach(known -> values.put(known.name(), known.defaults()));
    values.put("word_ngram", List.of(Long.toString(size)));
    values.put("character_ngram", List.of(Long.toString(10 * size)));

    List<Measurement> measured =
        kind.maker()
            .make(new Parameters(values), Drafts.noFunctions())
            .apply(Drafts.of("boat boat boat boat", "en"))
            .draft()
            .measurements();

    assertThat(measured)
        .filteredOn(measurement -> measurement.rule().contains("/repeated-"))
        .extracting(Measurement::measured)
        .containsExactly(new Measured.Quantity(0), new Measured.Quantity(0));
  }
}
