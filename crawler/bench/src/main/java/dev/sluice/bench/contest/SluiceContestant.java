package dev.sluice.bench.contest;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.MeasuredProcess;
import java.util.List;
import java.util.Map;

/**
 * Sluice itself, through its launcher.
 *
 * @param javaOptions instead of or after those of the launcher
 */
public record SluiceContestant(String javaOptions) implements Contestant {

  static final String NAME = "Sluice";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare(Place place) {
    // The harness was started from the same build.
  }

  @Override
  public List<String> command(Place place, Task task) {
    return List.of(
        place.home().resolve("sluice").toString(),
        "crawl",
        "--seeds",
        task.seeds().toString(),
        "--data",
        task.folder().toString(),
        "--allow-addresses",
        "127.0.0.0/8",
        "--delay",
        task.delay().toMillis() + "ms",
        "--threads",
        Integer.toString(task.threads()));
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("SLUICE_NO_BUILD", "1", "SLUICE_JAVA_OPTS", javaOptions);
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
