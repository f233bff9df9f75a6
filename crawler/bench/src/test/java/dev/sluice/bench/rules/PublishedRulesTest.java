package dev.sluice.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.corpus.Cleaner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every rule decides, measures and changes as the published implementation that it follows: over
 * texts made by hand for the edges of the rules, and over texts made by chance. {@code
 * decisions-en.jsonl.gz} holds what these implementations said. To make it anew:
 *
 * <pre>
 * mvn -q test -pl crawler/bench -am -Dquick -Dtest=PublishedRulesTest -Dsluice.rewrite=true \
 *   -Dsurefire.failIfNoSpecifiedTests=false
 * docs/proofs/published_rules.py --texts crawler/bench/target/cuts-en.jsonl --out decisions-en.jsonl \
 *   --datatrove ... --dolma ... --dclm ... --redpajama ...
 * gzip -9n decisions-en.jsonl
 * </pre>
 *
 * <p>The same for {@code zh} and {@code ja}, with {@code --fineweb2} besides: what FineWeb2 decides
 * about texts made by chance.
 */
class PublishedRulesTest {

  private static final Path FIXTURES = Path.of("src/test/resources/published");
  private static final int SYNTHETIC = 250;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh", "ja"})
  void everyDecisionValueAndTextIsThatOfThePublishedFilter(String language) throws IOException {
    assumeTrue(!Boolean.getBoolean("sluice.rewrite"), "the decisions are being made anew");
    Checks checks = new Checks(language, Cleaner.standardFunctions());
    Map<String, String> texts = texts(language);
    List<String> others = new ArrayList<>();
    TreeSet<String> decided = new TreeSet<>();
    for (JsonNode page : decisions(language)) {
      String id = page.get("id").asString();
      decided.add(id);
      Map<String, Object> ours = checks.of(texts.getOrDefault(id, ""));
      page.get("checks")
          .properties()
          .forEach(
              check -> {
                if (!Checks.agrees(ours, check.getKey(), RulesDiff.value(check.getValue()))) {
                  others.add(id + " " + check + ", ours " + ours.get(check.getKey()));
                }
              });
    }
    assertThat(decided).isEqualTo(new TreeSet<>(texts.keySet()));
    assertThat(others).isEmpty();
  }

  @Test
  void whatTheFiltersAskATokenizerCanBeWrittenForThem() throws IOException {
    Checks checks = new Checks("en", Cleaner.standardFunctions());
    Map<String, Object> cuts = checks.cuts("The river rises. It flows.\nBoats [1] go out.");
    assertThat(cuts.get("tokens").toString()).contains("[The, river, rises, ., It, flows, .");
    assertThat(((Map<?, ?>) cuts.get("sentences")).values().toArray()).contains(1, 2);
    if (Boolean.getBoolean("sluice.rewrite")) {
      for (String language : List.of("en", "zh", "ja")) {
        Checks own = new Checks(language, Cleaner.standardFunctions());
        RulesDiff.writeCuts(texts(language), own, Path.of("target/cuts-" + language + ".jsonl"));
      }
    }
  }

  private static Map<String, String> texts(String language) throws IOException {
    if (!language.equals("en")) {
      return SyntheticTexts.all(SYNTHETIC, language);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FIXTURES.resolve("texts.jsonl"))) {
      JsonNode text = MAPPER.readTree(line);
      texts.put(text.get("id").asString(), text.get("text").asString());
    }
    texts.putAll(SyntheticTexts.all(SYNTHETIC, language));
    return texts;
  }

  private static List<JsonNode> decisions(String language) throws IOException {
    Path file = FIXTURES.resolve("decisions-" + language + ".jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> MAPPER.readTree(line)).toList();
    }
  }
}
