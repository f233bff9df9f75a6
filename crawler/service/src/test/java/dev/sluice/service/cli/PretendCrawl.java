package dev.sluice.service.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is said to the program to crawl a pretend web, which lies on loopback. */
final class PretendCrawl {

  private PretendCrawl() {}

  /** The arguments of {@code daemon} that listens to nobody, with a delay such as 30ms. */
  static Object[] quietDaemon(Path seeds, Path data, String delay) {
    return arguments("daemon", seeds, data, delay, "--listen", "none");
  }

  /** The arguments of {@code crawl} or {@code daemon}, with a delay such as 30ms. */
  static Object[] arguments(String command, Path seeds, Path data, String delay, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(command, "--seeds", seeds, "--data", data));
    arguments.addAll(List.of("--allow-addresses", "127.0.0.0/8", "--delay", delay));
    arguments.addAll(List.of(more));
    return arguments.toArray();
  }
}
