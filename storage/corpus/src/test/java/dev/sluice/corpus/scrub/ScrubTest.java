package dev.sluice.corpus.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrubTest {

  private static final String TEXT =
      "联系人邮箱zhang@x.com.cn，手机13800138000。\nAsk zhang@x.com.cn or 93.184.216.34, card 6222021000112230.";

  @TempDir Path folder;

  @Test
  void valuesAreReplacedByTheirKindAndCounted() {
    StepOutcome outcome = step("").apply(Drafts.of(TEXT, "zh"));
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
    assertThat(outcome.draft().text())
        .isEqualTo("联系人邮箱<email>，手机<phone>。\nAsk <email> or <ip>, card <bank_card>.");
    assertThat(outcome.draft().cut().text()).isEqualTo(outcome.draft().text());
    assertThat(value(outcome, "emails")).isEqualTo("2");
    assertThat(value(outcome, "phones")).isEqualTo("1");
    assertThat(value(outcome, "found")).isEqualTo("5");
    assertThat(value(outcome, "qq-numbers")).isEmpty();
  }

  @Test
  void aTextWithoutAnyIsLeftAsItIsWithItsSegments() {
    Draft draft = Drafts.of("Nothing to see here.", "en");
    StepOutcome outcome = step("").apply(draft);
    assertThat(outcome.draft().cut()).isSameAs(draft.cut());
    assertThat(value(outcome, "found")).isEqualTo("0");
  }

  @Test
  void noMeasurementHoldsAValue() {
    StepOutcome outcome = step("max_found: 4").apply(Drafts.of(TEXT, "zh"));
    assertThat(outcome.draft().measurements().toString())
        .contains("scrub/ips", "scrub/found")
        .doesNotContain("zhang", "138", "93.184", "6222");
  }

  @Test
  void titleAuthorsAndNameOfTheSiteAreScrubbedToo() {
    Stated stated =
        new Stated(
            Optional.of("电话13800138000"),
            List.of("Li (li@x.cn)", "Wang"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Shop 202-456-1414"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Draft draft =
        Drafts.of("Nothing.", "en").withExtracted(new Extracted("Nothing.", stated, List.of()));
    StepOutcome outcome = step("").apply(draft);
    Stated scrubbed = outcome.draft().extracted().orElseThrow().stated();
    assertThat(scrubbed.title()).hasValue("电话<phone>");
    assertThat(scrubbed.authors()).containsExactly("Li (<email>)", "Wang");
    assertThat(scrubbed.siteName()).hasValue("Shop <phone>");
    assertThat(value(outcome, "found")).isEqualTo("3");
  }

  @Test
  void finewebsReplacementsCanBeAskedForAndAValueAlwaysHasTheSame() {
    PageStep step =
        step(
            """
            kinds: [email, ip]
                  replacements:
                    - email=email@example.com
                    - email=firstname.lastname@example.org
                    - ip=22.214.171.124
                    - ip=126.96.36.199
            """);
    String once = step.apply(Drafts.of(TEXT, "zh")).draft().text();
    assertThat(once)
        .containsPattern("(email@example.com|firstname.lastname@example.org)，手机13800138000");
    assertThat(once).containsPattern("or (22.214.171.124|126.96.36.199), card");
    String reordered =
        step.apply(Drafts.of("93.184.216.34 b@y.org zhang@x.com.cn", "en")).draft().text();
    String email = once.substring(once.indexOf("Ask ") + 4, once.indexOf(" or "));
    assertThat(reordered).endsWith(" " + email);
    assertThat(step.apply(Drafts.of(email, "en")).draft().text()).isEqualTo(email);
  }

  @Test
  void aKeyedHashStandsForTheValueAndForNoOther() throws IOException {
    Files.writeString(folder.resolve("secret.key"), "0123456789abcdef");
    Files.writeString(folder.resolve("other.key"), "fedcba9876543210");
    String text = "13800138000, +86 138-0013-8000 and 13800138001";
    String[] own =
        step("key: [secret.key]").apply(Drafts.of(text, "en")).draft().text().split(", | and ");
    assertThat(own).hasSize(3).allMatch(it -> it.matches("<phone:[0-9a-f]{16}>"));
    assertThat(own[0]).isEqualTo(own[1]).isNotEqualTo(own[2]);
    String again = step("key: [secret.key]").apply(Drafts.of("13800138000", "en")).draft().text();
    String other = step("key: [other.key]").apply(Drafts.of("13800138000", "en")).draft().text();
    assertThat(again).isEqualTo(own[0]).isNotEqualTo(other);
    String shaped =
        step("key: [secret.key]\n      replacements: ['email={hash}@example.com']")
            .apply(Drafts.of("Ask A@X.com or a@x.com", "en"))
            .draft()
            .text();
    assertThat(shaped).matches("Ask ([0-9a-f]{16})@example.com or \\1@example.com");
  }

  @Test
  void aPageWithTooManyIsDropped() {
    StepOutcome outcome = step("max_found: 4").apply(Drafts.of(TEXT, "zh"));
    assertThat(outcome).isInstanceOf(StepOutcome.Dropped.class);
    assertThat(((StepOutcome.Dropped) outcome).cause().rule()).isEqualTo("scrub/found");
    assertThat(step("max_found: 5").apply(Drafts.of(TEXT, "zh")))
        .isInstanceOf(StepOutcome.Kept.class);
  }

  @Test
  void replacementsAndKeysThatCannotBeAreMistakes() throws IOException {
    Files.writeString(folder.resolve("short.key"), "secret");
    assertThatThrownBy(() -> step("replacements: ['fax=x']"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("email, ip, resident_id")
        .hasMessageContaining("'fax=x'");
    assertThatThrownBy(() -> step("replacements: ['email={hash}']"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("needs a 'key'");
    assertThatThrownBy(() -> step("key: [short.key]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("at least 16 bytes");
  }

  private PageStep step(String parameters) {
    return Drafts.step(folder, "scrub", parameters);
  }

  private static String value(StepOutcome outcome, String rule) {
    return Drafts.measured(outcome, "scrub/" + rule);
  }
}
