package dev.sluice.service.spark;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command line of spark-submit.
 *
 * @param submit the program
 * @param sparkOptions its own options, such as {@code --master}
 * @param jar the job with all its libraries, and without Spark
 * @param options those of the export
 */
public record SparkSubmission(
    String submit, List<String> sparkOptions, Path jar, List<Option> options) {

  private static final String MAIN = "dev.sluice.service.SparkMain";
  private static final String DEPLOY_MODE = "--deploy-mode";

  public SparkSubmission {
    sparkOptions = List.copyOf(sparkOptions);
    options = List.copyOf(options);
  }

  /**
   * An option of the export.
   *
   * @param local whether its value is a file of this machine that the driver needs
   */
  public record Option(String name, String value, boolean local) {}

  /**
   * The words of the command line. Where the driver runs on another machine, files of this one go
   * with it, and it finds them in its working folder.
   */
  public List<String> words() {
    List<String> words = new ArrayList<>(List.of(submit));
    words.addAll(sparkOptions);
    List<String> sent = sent().stream().map(Option::value).toList();
    if (!sent.isEmpty()) {
      words.addAll(List.of("--files", String.join(",", sent)));
    }
    words.addAll(List.of("--class", MAIN, jar.toString()));
    for (Option option : options) {
      words.add(option.name());
      words.add(sent().contains(option) ? name(option.value()) : option.value());
    }
    return words;
  }

  private List<Option> sent() {
    return driverIsElsewhere() ? options.stream().filter(Option::local).toList() : List.of();
  }

  private boolean driverIsElsewhere() {
    int at = sparkOptions.indexOf(DEPLOY_MODE);
    boolean apart = at >= 0 && at + 1 < sparkOptions.size();
    return apart
        ? sparkOptions.get(at + 1).equals("cluster")
        : sparkOptions.contains(DEPLOY_MODE + "=cluster");
  }

  private static String name(String file) {
    return String.valueOf(Path.of(file).getFileName());
  }

  /** The same as one line for a shell. */
  public String line() {
    return words().stream().map(SparkSubmission::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * Runs it; its streams are ours.
   *
   * @return its exit code
   * @throws SettingsException if it cannot be started
   */
  public int run() throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words()).inheritIO().start();
    } catch (IOException failure) {
      throw new SettingsException(
          submit + " cannot be started (" + failure.getMessage() + "): can it be run by hand?");
    }
    try {
      return process.waitFor();
    } finally {
      process.destroy(); // with us, if we were interrupted
    }
  }

  /**
   * The job's jar, which a build puts beside the program's libraries.
   *
   * @param library a jar of the program
   * @throws SettingsException if it is not there
   */
  public static Path builtJar(Path library) {
    Path folder = library.toAbsolutePath().getParent();
    Path jar =
        (folder == null ? Path.of("") : folder).resolveSibling("spark").resolve("sluice-spark.jar");
    if (!Files.isRegularFile(jar)) {
      throw new SettingsException(
          "the job's jar is not at "
              + jar.normalize()
              + ": build it with 'mvn -Dquick -DskipTests package' in the folder of Sluice's"
              + " sources, or name it with --jar FILE");
    }
    return jar.normalize();
  }
}
