package dev.sluice.bench.profile;

import dev.sluice.bench.command.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What parts of the work cost at the least: {@code peers/floor}, run from its source. */
final class Floor {

  private static final int PASSES = 10;

  private Floor() {}

  /** CPU microseconds a page by part. */
  static Map<String, Double> microsPerPage(Place place, List<String> urls)
      throws IOException, InterruptedException {
    Path file = place.work().resolve("floor-urls.txt");
    Files.write(file, urls);
    Process process =
        new ProcessBuilder(
                List.of(
                    "java",
                    "-Xmx1g",
                    "-cp",
                    place.home() + "/crawler/service/target/sluice/lib/*",
                    place.home() + "/crawler/bench/peers/floor/Floor.java",
                    file.toString(),
                    Integer.toString(PASSES)))
            .redirectError(place.work().resolve("floor.log").toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the floor was not measured; floor.log says why");
    }
    Map<String, Double> micros = new LinkedHashMap<>();
    said.lines()
        .map(line -> line.split(" ", 2))
        .forEach(words -> micros.put(words[0], Double.parseDouble(words[1])));
    return micros;
  }

  /** Some pages of a web, so many of each of its first hosts. */
  static List<String> pages(List<String> seeds, int hosts, int pagesOfEach, PagePath path) {
    List<String> urls = new ArrayList<>();
    for (String seed : seeds.subList(0, Math.min(hosts, seeds.size()))) {
      for (int page = 0; page < pagesOfEach; page++) {
        urls.add(seed + path.of(page).substring(1));
      }
    }
    return urls;
  }

  /** The path of a host's page by its number. */
  interface PagePath {
    String of(int page);
  }
}
