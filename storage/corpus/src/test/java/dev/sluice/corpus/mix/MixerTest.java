package dev.sluice.corpus.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mixes of made documents: their lengths are known, so that each sum can be. */
class MixerTest {

  private static final int DOCUMENTS = 4000;

  @TempDir Path temp;

  private static Facts facts(int i) {
    return new Facts(
        ContentHash.of(("document " + i).getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32),
        i % 4 == 0 ? "zh" : "en",
        "h" + i % 50 + ".site" + i % 10 + ".org",
        "site" + i % 10 + ".org",
        "seed",
        Map.of("topic", i % 8 == 1 ? "law" : "other"),
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * i),
        length(i),
        length(i),
        1 + i % 6,
        Map.of("some/score", i % 100 / 100.0));
  }

  private static int length(int i) {
    return 100 + i * 37 % 1900;
  }

  private Mixed mix(String yaml) {
    Mixer mixer = new Mixer(MixReader.parse("mix.yaml", "mix.yaml", yaml), DOCUMENTS);
    for (int i = 0; i < DOCUMENTS; i++) {
      mixer.add(i, facts(i), length(i));
    }
    return mixer.mix(() -> new SortedRuns(temp, () -> {}));
  }

  private List<Integer> order(Mixed mixed) {
    List<Integer> order = new ArrayList<>();
    try (PairSorter sorter = new SortedRuns(temp, () -> {});
        PairSorter.Pairs pairs = mixed.occurrences(sorter)) {
      while (pairs.next()) {
        order.add(Mixed.candidate(pairs.value()));
      }
    }
    return order;
  }

  private Map<String, Long> units(List<Integer> order) {
    Map<String, Long> units = new HashMap<>();
    order.forEach(i -> units.merge(facts(i).language(), (long) length(i), Long::sum));
    return units;
  }

  @Test
  void withoutABudgetTheScarcestGroupDecidesHowMuchThereIs() {
    Mixed mixed =
        mix(
            "groups: [{name: zh, where: {language: zh}, share: 1}, {name: en, where: {language:"
                + " en}, share: 1}]");
    Map<String, Long> units = units(order(mixed));
    long chinese = mixed.plan().groups().get(0).available().units();
    assertThat(units).containsEntry("zh", chinese);
    assertThat(units.get("en")).isBetween(chinese - 2000, chinese);
  }

  @Test
  void aGroupIsGoneThroughAsOftenAsItsShareAsksAndItsEpochsAllow() {
    String yaml =
        """
        budget: 2_000_000
        groups:
          - {name: law, where: {tags: {topic: law}}, share: 1, epochs: %d}
          - {name: rest, share: 1}
        """;
    MixPlan.Group often = mix(yaml.formatted(9)).plan().groups().get(0);
    assertThat(often.planned().units()).isBetween(998_000L, 1_000_000L);
    assertThat(often.planned().documents()).isEqualTo(500);
    assertThat(often.shortOf()).isLessThan(2000);
    MixPlan.Group once = mix(yaml.formatted(1)).plan().groups().get(0);
    assertThat(once.planned()).isEqualTo(once.available());
    assertThat(once.shortOf()).isEqualTo(1_000_000 - once.available().units());
    MixPlan filled = mix("shortfall: fill\n" + yaml.formatted(1)).plan();
    assertThat(filled.planned().units()).isBetween(1_998_000L, 2_000_000L);
  }

  @Test
  void capsHoldForEachSiteWithAllItsRepeats() {
    Mixed mixed =
        mix(
            """
            groups: [{name: all, repeat: 1.5}]
            caps:
              - {per: site, most: 100_000}
              - {per: host, where: {site: site1.org}, share: 0.001}
            order: shuffle
            """);
    Map<String, Long> sites = new HashMap<>();
    Map<String, Long> hosts = new HashMap<>();
    for (int i : order(mixed)) {
      sites.merge(facts(i).site(), (long) length(i), Long::sum);
      hosts.merge(facts(i).host(), (long) length(i), Long::sum);
    }
    assertThat(sites.values()).allMatch(it -> it <= 100_000);
    assertThat(sites.get("site2.org")).isGreaterThan(97_000);
    MixPlan.Cap ofHosts = mixed.plan().caps().get(1);
    hosts.forEach(
        (host, units) -> {
          if (host.endsWith("site1.org")) {
            assertThat(units).isLessThanOrEqualTo(ofHosts.most());
          }
        });
    assertThat(ofHosts.bitten()).isEqualTo(5);
  }

  @Test
  void documentsThatStandForMoreAreWrittenMoreOften() {
    Mixed mixed = mix("repeats: [{from: 2, to: 3, times: 2}, {from: 4, times: 3.5}]");
    Map<Integer, Integer> times = new HashMap<>();
    order(mixed).forEach(i -> times.merge(i, 1, Integer::sum));
    long extra = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      int size = facts(i).clusterSize();
      int written = times.getOrDefault(i, 0);
      assertThat(written)
          .isBetween(size < 2 ? 1 : size < 4 ? 2 : 3, size < 2 ? 1 : size < 4 ? 2 : 4);
      extra += size >= 4 && written == 4 ? 1 : 0;
    }
    assertThat(extra).isBetween(900L, 1100L);
  }

  @Test
  void whoIsPreferredIsTakenFirst() {
    Mixed mixed = mix("budget: 300_000\ngroups: [{name: best, prefer: some/score}]");
    double worstTaken = 1;
    double bestLeft = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      double score = facts(i).measured().get("some/score");
      worstTaken = mixed.isLeftOut(i) ? worstTaken : Math.min(worstTaken, score);
      bestLeft = mixed.isLeftOut(i) ? Math.max(bestLeft, score) : bestLeft;
    }
    assertThat(worstTaken).isGreaterThan(0.88);
    assertThat(bestLeft).isLessThan(0.95);
  }

  @Test
  void aShuffleFollowsItsSeedAndNothingElse() {
    List<Integer> one = order(mix("order: shuffle\nseed: 1"));
    assertThat(order(mix("order: shuffle\nseed: 1"))).isEqualTo(one);
    List<Integer> two = order(mix("order: shuffle\nseed: 2"));
    assertThat(two).isNotEqualTo(one).containsExactlyInAnyOrderElementsOf(one);
    assertThat(one.subList(0, 4))
        .as("these must never change: other runs of the same mix have them")
        .isEqualTo(order(mix("groups: [{name: a}]\norder: shuffle\nseed: 1")).subList(0, 4));
    int ascending = 0;
    for (int i = 1; i < one.size(); i++) {
      ascending += one.get(i) > one.get(i - 1) ? 1 : 0;
    }
    assertThat(ascending).isBetween(DOCUMENTS / 2 - 150, DOCUMENTS / 2 + 150);
  }

  @Test
  void interleavedSitesMakeNoLongRuns() {
    List<Integer> order = order(mix("order: interleave-sites"));
    Map<String, Integer> seen = new HashMap<>();
    for (int at = 0; at < order.size(); at++) {
      seen.merge(facts(order.get(at)).site(), 1, Integer::sum);
      for (int site = 0; site < 10; site++) {
        assertThat(seen.getOrDefault("site" + site + ".org", 0))
            .as("of the first %d", at + 1)
            .isBetween((at + 1) / 10 - 25, (at + 1) / 10 + 25);
      }
    }
  }

  @Test
  void oneLongDocumentDoesNotKeepTheOthersOut() {
    MixPlan.Group group =
        mix("budget: 1_500\ngroups: [{name: few, where: {language: zh}}]").plan().groups().get(0);
    assertThat(group.shortOf()).isLessThan(110);
    assertThat(group.planned().units() + group.shortOf()).isEqualTo(1500);
  }

  @Test
  void moreThanTheBudgetCannotBePromised() {
    assertThatThrownBy(() -> mix("budget: 1000\ngroups: [{name: a, least: 2000}]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("more than the budget of 1,000");
  }
}
