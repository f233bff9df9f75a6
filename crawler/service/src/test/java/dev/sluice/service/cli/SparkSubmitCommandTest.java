package dev.sluice.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is handed to Spark. */
class SparkSubmitCommandTest {

  @TempDir Path work;

  private static Object[] arguments(Object... more) {
    List<Object> all = new ArrayList<>(List.of("spark", "submit"));
    all.addAll(List.of(more));
    return all.toArray();
  }

  /** A folder like Spark's whose spark-submit writes down what it is given. */
  private Path home(String core, int code) throws IOException {
    Path home = Files.createDirectories(work.resolve("spark"));
    Files.createDirectories(home.resolve("jars"));
    Files.writeString(home.resolve("jars").resolve(core), "");
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/said\"\nexit " + code + "\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private Path jar() throws IOException {
    return Files.writeString(work.resolve("job.jar"), "");
  }

  @Test
  void theLineThatWouldRunItIsPrinted() throws IOException {
    String line =
        Ran.sluice(
                arguments(
                    "--print",
                    "--jar",
                    jar(),
                    "--input",
                    "s3a://crawl/*.warc.gz",
                    "--input",
                    "it's here",
                    "--out",
                    "s3a://corpora/first",
                    "--recipe",
                    "web-en",
                    "--",
                    "--master",
                    "yarn"))
            .succeeded()
            .out();
    assertThat(line.strip())
        .endsWith(
            "spark-submit --master yarn --class dev.sluice.service.SparkMain "
                + jar()
                + " --input 's3a://crawl/*.warc.gz' --input 'it'\\''s here' --out"
                + " s3a://corpora/first --recipe web-en");
  }

  @Test
  void filesGoWithADriverThatRunsElsewhere() throws IOException {
    Path recipe = work.resolve("mine.yaml");
    Files.writeString(recipe, Ran.sluice("recipe", "show", "web-en").succeeded().out(), UTF_8);
    for (List<Object> mode :
        List.<List<Object>>of(
            List.of("--deploy-mode", "cluster"), List.of("--deploy-mode=cluster"))) {
      List<Object> all =
          new ArrayList<>(List.of("--print", "--jar", jar(), "--input", "a", "--out", "b"));
      all.addAll(List.of("--recipe", recipe, "--"));
      all.addAll(mode);
      assertThat(Ran.sluice(arguments(all.toArray())).succeeded().out())
          .contains("--files " + recipe + " --class")
          .contains("--recipe mine.yaml");
    }
  }

  @Test
  void sparkSubmitIsRunAndItsExitCodeGiven() throws IOException {
    Path home = home("spark-core_2.13-4.1.0.jar", 7);
    Ran ran =
        Ran.sluice(arguments("--spark-home", home, "--jar", jar(), "--input", "a b", "--out", "c"));
    assertThat(ran.code()).isEqualTo(7);
    assertThat(Files.readAllLines(home.resolve("bin/said")))
        .containsExactly(
            "--class",
            "dev.sluice.service.SparkMain",
            jar().toString(),
            "--input",
            "a b",
            "--out",
            "c");
  }

  @Test
  void whatIsMissingIsToldBeforeAClusterIsAsked() throws IOException {
    Object[] usual = {"--jar", jar(), "--input", "a", "--out", "b"};
    Ran.sluice(arguments(with(usual, "--spark-home", work)))
        .failed(ExitCode.USAGE, "no bin/spark-submit", work);
    Ran.sluice(arguments(with(usual, "--spark-home", home("spark-core_2.12-3.5.6.jar", 0))))
        .failed(ExitCode.USAGE, "Spark 3.5.6 for Scala 2.12", "Spark 4 for Scala 2.13");
    Ran.sluice(arguments(with(usual, "--print", "--recipe", "web-enn")))
        .failed(ExitCode.USAGE, "web-enn");
    Ran.sluice(arguments(with(usual, "--print", "--takedowns", work.resolve("none"))))
        .failed(ExitCode.USAGE, "none", "takedowns");
    Ran.sluice(arguments("--print", "--jar", jar(), "--out", "b"))
        .failed(ExitCode.USAGE, "--input");
    if (System.getenv("SPARK_HOME") == null) {
      Ran.sluice(arguments(usual)).failed(ExitCode.USAGE, "SPARK_HOME", "--spark-home", "--print");
    }
  }

  private static Object[] with(Object[] usual, Object... more) {
    List<Object> all = new ArrayList<>(List.of(more));
    all.addAll(List.of(usual));
    return all.toArray();
  }
}
