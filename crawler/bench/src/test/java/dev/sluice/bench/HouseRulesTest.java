package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseRulesTest {

  private static JavaClasses program;
  private static JavaClasses badExamples;

  @BeforeAll
  static void readClasses() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice");
    badExamples =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .withImportOption(location -> location.contains("/bad/"))
            .importPackages("dev.sluice");
  }

  @TestFactory
  Stream<DynamicTest> theProgramKeepsEachRule() {
    return HouseRules.all().entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(program)));
  }

  @Test
  void theProgramIsSeen() {
    assertThat(program)
        .extracting(type -> type.getPackageName())
        .contains("dev.sluice.pages.rocks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arrows                                     | KnowsTheCrawler
          floors                                     | KnowsARoom
          front doors are not imported by their rooms| CallsItsFrontDoor
          front doors are small                      | one public type too many
          no package cycles                          | Cycle detected
          fence of org.rocksdb                       | SpeaksRocks
          fence of picocli                           | SpeaksRocks
          fence of com.github.luben                  | SpeaksHttp
          fence of org.apache.hc                     | SpeaksHttp
          fence of org.brotli                        | SpeaksHttp
          fence of org.eclipse.jetty                 | ServesHttp
          fence of io.micrometer                     | Measures
          fence of io.prometheus                     | Measures
          null-marked packages                       | has none
          no sleep                                   | Sleeps
          time is injected                           | ReadsTheClock
          no mutable statics                         | mutable
          no standard streams                        | Prints
          no empty names                             | NothingUtils
          no get prefix                              | getNoun
          corpus rooms touch no files                | TouchesFiles
          """)
  void eachRuleFindsItsBadExample(String name, String finding) {
    Map<String, ArchRule> rules = HouseRules.all();

    EvaluationResult result = rules.get(name).evaluate(badExamples);

    assertThat(result.getFailureReport().toString()).contains(finding).contains("because");
  }

  @Test
  void whatOverridesAMethodOfOthersMayBeCalledGet() {
    EvaluationResult result = HouseRules.noGetPrefix().evaluate(badExamples);

    assertThat(result.getFailureReport().toString()).doesNotContain("getMessage");
  }
}
