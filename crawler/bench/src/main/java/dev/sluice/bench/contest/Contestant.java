package dev.sluice.bench.contest;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.MeasuredProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A crawler that can be started as a process of its own. */
interface Contestant {

  /** Its name in tables. */
  String name();

  /** Builds what it needs, once, before anything is measured. */
  void prepare(Place place) throws IOException, InterruptedException;

  /** The command that does a task; may write files beside the task's folder. */
  List<String> command(Place place, Task task) throws IOException;

  /** What its environment has besides. */
  Map<String, String> environment();

  /** Whether it ends when there is nothing left to fetch. */
  boolean endsByItself();

  /** Asks it to end; returns at once. */
  void askToEnd(MeasuredProcess process) throws IOException;
}
