package dev.sluice.service.spark;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in which Spark is installed, as its official distribution lays it out: {@code
 * bin/spark-submit}, and the libraries in {@code jars}.
 *
 * @param folder where it is
 */
public record SparkHome(Path folder) {

  private static final Pattern CORE = Pattern.compile("spark-core_([0-9.]+)-([0-9][^/]*)\\.jar");
  private static final String SCALA = "2.13";
  private static final int MAJOR = 4;

  /**
   * The one that a user named, or else the one of the environment.
   *
   * @param named by an option
   * @param environment value of {@code SPARK_HOME}
   * @throws SettingsException if there is none, or one that cannot run our jobs
   */
  public static SparkHome find(Optional<Path> named, Optional<String> environment) {
    String by = named.isPresent() ? "--spark-home" : "SPARK_HOME";
    Path folder =
        named
            .or(() -> environment.filter(it -> !it.isBlank()).map(Path::of))
            .orElseThrow(
                () ->
                    new SettingsException(
                        "where Spark is, is not known: set SPARK_HOME, or name its folder with"
                            + " --spark-home DIR; --print needs none. Spark "
                            + MAJOR
                            + " is at https://spark.apache.org/downloads.html"));
    SparkHome home = new SparkHome(folder);
    if (!Files.isExecutable(home.submit())) {
      throw new SettingsException(
          by
              + " is "
              + folder
              + ", and there is no bin/spark-submit that can be run: name the folder of Spark's"
              + " distribution");
    }
    home.checkVersion();
    return home;
  }

  /** The program that submits jobs. */
  public Path submit() {
    return folder.resolve("bin").resolve("spark-submit");
  }

  /** Versions of Scala do not fit each other, and Spark 3 has no such classes as ours need. */
  private void checkVersion() {
    for (String name : libraries()) {
      Matcher core = CORE.matcher(name);
      if (core.matches()) {
        boolean fits = core.group(1).equals(SCALA) && core.group(2).startsWith(MAJOR + ".");
        if (!fits) {
          throw new SettingsException(
              folder
                  + " holds Spark "
                  + core.group(2)
                  + " for Scala "
                  + core.group(1)
                  + "; Sluice runs on Spark "
                  + MAJOR
                  + " for Scala "
                  + SCALA);
        }
      }
    }
  }

  private List<String> libraries() {
    try (Stream<Path> all = Files.list(folder.resolve("jars"))) {
      return all.map(it -> String.valueOf(it.getFileName())).toList();
    } catch (IOException none) {
      return List.of(); // spark-submit itself says what is missing
    }
  }
}
