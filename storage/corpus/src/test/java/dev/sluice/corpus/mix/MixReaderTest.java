package dev.sluice.corpus.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.settings.SettingsException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixReaderTest {

  private static Mix parse(String yaml) {
    return MixReader.parse("some/mix.yaml", "mix.yaml", yaml);
  }

  @Test
  void groupsInsideOthersShareTheirShareAndTakeOfWhatTheyTake() {
    Mix mix =
        parse(
            """
            groups:
              - name: chinese
                where: {language: zh}
                share: 60
                groups:
                  - {name: long, where: {characters: {from: 2000}}, share: 1}
                  - {name: rest, share: 2}
              - {name: english, where: {language: en}, share: 40}
            """);
    assertThat(mix.groups())
        .extracting(Mix.Group::name)
        .containsExactly("chinese/long", "chinese/rest", "english");
    assertThat(mix.groups())
        .extracting(Mix.Group::share)
        .containsExactly(OptionalDouble.of(20), OptionalDouble.of(40), OptionalDouble.of(40));
    assertThat(mix.groups().get(0).where().conditions()).hasSize(2);
    assertThat(mix.file()).isEqualTo("mix.yaml");
    assertThat(mix.sha256()).hasSize(64);
  }

  @Test
  void anEmptyMixIsAllDocumentsInTheOrderOfKeys() {
    Mix mix = parse("seed: 4\n");
    assertThat(mix.groups()).hasSize(1);
    assertThat(mix.orderName()).isEqualTo("key");
    assertThat(mix.unit()).isEqualTo(MixUnit.CHARACTERS);
    assertThat(mix.budget()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bugdet: 5                                             | 1: unknown field 'bugdet'; did you mean 'budget'
          unit: words                                           | 1: 'unit' cannot be 'words'
          budget: -1                                            | 1: 'budget' must be a whole number from 0
          shortfall: fill                                       | 1: 'shortfall: fill' needs a 'budget'
          groups: [{where: {language: zh}}]                     | 1: the field 'name' is missing
          groups: [{name: a, share: 1}, {name: b}]              | 1: the group 'b' has no 'share'
          groups: [{name: a}, {name: a}]                        | 1: there are two groups of the name 'a'
          groups: [{name: a, least: 5, most: 4}]                | 1: 'least' is more than 'most'
          groups: [{name: a, where: {langauge: zh}}]            | 1: unknown field 'langauge'; did you mean 'language'
          groups: [{name: a, where: {characters: {from: 5, below: 5}}}] | 1: 'characters' must have 'from'
          groups: [{name: a, where: {host: 'http://x/'}}]       | 1: 'http://x/' is no host
          groups: [{name: a, epochs: 2, groups: [{name: b}]}]   | 1: 'epochs' belongs to the groups inside
          groups: [{name: a, share: 1, groups: [{name: b}]}]    | 1: a group inside one with a 'share' needs
          caps: [{per: sites, most: 5}]                         | 1: 'per' cannot be 'sites'; did you mean 'site'
          caps: [{per: site}]                                   | 1: a cap is either 'most'
          caps: [{per: site, share: 1.5}]                       | 1: 'share' must be a number from 0.0 to 1.0
          repeats: [{from: 3, to: 2, times: 1}]                 | 1: 'to' must be a whole number from 3
          order: shufle                                         | 1: 'order' cannot be 'shufle'; did you mean 'shuffle'
          order: {by: lenght}                                   | 1: 'by' cannot be 'lenght'
          order: {direction: ascending}                         | 1: 'direction' needs 'by'
          order: {by: date, within: shuffle}                    | 1: an order is either 'by' a number or 'within'
          """)
  void aMistakeIsToldWithItsLine(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("some/mix.yaml")
        .hasMessageContaining(message);
  }
}
