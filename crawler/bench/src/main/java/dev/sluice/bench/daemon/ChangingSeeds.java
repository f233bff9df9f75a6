package dev.sluice.bench.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of seeds of which a third changes each minute: such a seed is added, then paused, then
 * resumed with a longer delay, then removed, and so on.
 */
final class ChangingSeeds {

  private static final int ONE_MOVES_IN = 3;

  private final Path folder;
  private final List<String> moving = new ArrayList<>();
  private int turn;

  /**
   * Seeds in a new folder.
   *
   * @param urls one for each host; all but those that will change are there at once
   */
  ChangingSeeds(Path folder, List<String> urls) throws IOException {
    this.folder = Files.createDirectories(folder);
    List<String> lasting = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      (i % ONE_MOVES_IN == 0 ? moving : lasting).add(urls.get(i));
    }
    write("lasting.txt", lasting);
    change();
  }

  Path folder() {
    return folder;
  }

  /** Brings each seed that changes to its next state; they are not all in the same one. */
  void change() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < moving.size(); i++) {
      String url = moving.get(i);
      switch ((i + turn) % 4) {
        case 0 -> lines.add(url);
        case 1 -> lines.add(url + " paused=true");
        case 2 -> lines.add(url + " delay=2s");
        default -> lines.add("# " + url);
      }
    }
    turn++;
    write("moving.txt", lines);
  }

  /** Brings all of them to the state in which everything is crawled. */
  void settle() throws IOException {
    write("moving.txt", moving);
  }

  private void write(String name, List<String> lines) throws IOException {
    Path unfinished = folder.resolveSibling(name + ".tmp");
    Files.write(unfinished, lines);
    Files.move(unfinished, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }
}
