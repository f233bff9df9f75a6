package dev.sluice.bench.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A folder like that of Spark's official distribution, which is in no Maven repository, made of the
 * jars that are: {@code jars}, and in {@code bin} what finds a class path and starts Java, by
 * Spark's own launcher.
 *
 * @param home the folder
 */
public record SparkLayout(Path home) {

  private static final String CLASS =
      """
      #!/usr/bin/env bash
      # Asks Spark's launcher for the command of a class, word by word with NUL behind each, and runs it.
      export SPARK_HOME=$(cd -P -- "$(dirname -- "$0")/.." && pwd) SPARK_SCALA_VERSION=2.13
      java=java
      if [[ -n ${JAVA_HOME:-} ]]; then java=$JAVA_HOME/bin/java; fi
      words=()
      while IFS= read -r -d '' word; do words+=("$word"); done \\
        < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
      words=("${words[@]:1}") # before the first NUL stands what Java itself had to say
      words[0]=${words[0]#$'\\n'}
      exec "${words[@]}"
      """;

  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      exec "$(dirname -- "$0")/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
      """;

  /**
   * Makes it.
   *
   * @param jars of Spark and of all that it needs
   */
  public static SparkLayout make(Path folder, List<Path> jars) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("jars"));
    for (Path jar : jars) {
      Path link = lib.resolve(String.valueOf(jar.getFileName()));
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, jar.toAbsolutePath());
      }
    }
    Path bin = Files.createDirectories(folder.resolve("bin"));
    script(bin.resolve("spark-class"), CLASS);
    script(bin.resolve("spark-submit"), SUBMIT);
    return new SparkLayout(folder);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The program that runs a class with Spark's class path. */
  Path sparkClass() {
    return home.resolve("bin/spark-class");
  }

  /** The program that submits jobs. */
  public Path submit() {
    return home.resolve("bin/spark-submit");
  }
}
