package dev.sluice.bench.contest;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.MeasuredProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Stock crawler4j 5.1.0 with the HSQLDB frontier and the Tika parser that it comes with; each page
 * it visits is appended to a file.
 *
 * @param onDisk whether its frontier lies on the disk (resumable), or, by default, in memory
 */
record Crawler4jContestant(int threads, boolean onDisk) implements Contestant {

  static final String FOLDER = "crawler4j";

  @Override
  public String name() {
    return "crawler4j 5.1.0, %d threads%s".formatted(threads, onDisk ? ", resumable" : "");
  }

  @Override
  public void prepare(Place place) throws IOException, InterruptedException {
    Peer.build(place, FOLDER);
  }

  @Override
  public List<String> command(Place place, Task task) {
    return List.of(
        "java",
        "-Xmx1g",
        "-cp",
        Peer.classPath(place, FOLDER),
        "dev.sluice.peers.StockCrawler4j",
        task.folder().toString(),
        task.seeds().toString(),
        Integer.toString(threads),
        Long.toString(task.delay().toMillis()),
        Boolean.toString(onDisk));
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public boolean endsByItself() {
    return true;
  }

  @Override
  public void askToEnd(MeasuredProcess process) {
    process.terminate();
  }
}
