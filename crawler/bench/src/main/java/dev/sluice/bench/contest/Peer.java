package dev.sluice.bench.contest;

import dev.sluice.bench.command.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The build of another crawler, in {@code crawler/bench/peers}, apart from Sluice's own. */
public final class Peer {

  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";

  private Peer() {}

  /** The peer's folder. */
  public static Path folder(Place place, String name) {
    return place.home().resolve("crawler/bench/peers").resolve(name);
  }

  /** Its class path. */
  public static String classPath(Place place, String name) {
    Path target = folder(place, name).resolve("target");
    return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
  }

  /** Builds it; quick when it was built before. */
  public static void build(Place place, String name) throws IOException, InterruptedException {
    Path folder = folder(place, name);
    Path log = place.work().resolve(name + "-build.log");
    Process build =
        new ProcessBuilder(
                List.of(
                    "mvn",
                    "-q",
                    "-B",
                    "-f",
                    folder.resolve("pom.xml").toString(),
                    "compile",
                    COPY,
                    "-DincludeScope=runtime",
                    "-DoutputDirectory=" + folder.resolve("target/lib")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (build.waitFor() != 0) {
      throw new IOException("the build of " + name + " failed:\n" + Files.readString(log));
    }
  }
}
