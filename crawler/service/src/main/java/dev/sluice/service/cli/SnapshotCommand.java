package dev.sluice.service.cli;

import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.service.daemon.SnapshotMaker;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.SnapshotList;
import dev.sluice.service.http.DaemonSnapshots;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice snapshot}: states of a data folder that are kept under a name. */
@Command(
    name = "snapshot",
    description = {
      "Keeps states of a data folder under names, to be exported at any time while the store goes"
          + " on changing.",
      "",
      "Example: ./sluice snapshot create --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SnapshotCommand.Create.class,
      SnapshotCommand.ListAll.class,
      SnapshotCommand.Delete.class
    })
final class SnapshotCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as 'snapshot create'");
  }

  /** {@code sluice snapshot create}: keep the store as it is now. */
  @Command(
      name = "create",
      description = {
        "Keeps the store as it is now under a name. Takes about a second at any size, and no space"
            + " until the store changes: the snapshot shares its files. A daemon that writes to the"
            + " data folder is asked to make it, and crawls on; no other process may write to the"
            + " folder meanwhile.",
        "",
        "Example: ./sluice snapshot create before-upgrade --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Create implements Callable<Integer> {

    @Parameters(
        paramLabel = "NAME",
        arity = "0..1",
        description =
            "Up to 64 letters, digits, dots, dashes and underscores (default: the time in UTC, such"
                + " as 2026-11-27T1430Z).")
    private @Nullable String name;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Wiring wiring = new Wiring();
      SnapshotMaker maker =
          new DaemonSnapshots(
              data.folder(), wiring.snapshotMaker(data.folder(), Version.current()));
      NamedSnapshot made = maker.make(Optional.ofNullable(name), Making.BY_HAND);
      SnapshotSpace space = wiring.snapshots(data.folder()).space(made.name());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(SnapshotList.facts(made, space)));
      } else {
        SnapshotText.printMade(out, made);
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  /** {@code sluice snapshot list}: which there are. */
  @Command(
      name = "list",
      description = {
        "Lists the snapshots of a data folder, the oldest first: when each was made, what it holds"
            + " and takes, how much of that the store does not have any more, and what deleting"
            + " it alone would free.",
        "",
        "Example: ./sluice snapshot list --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListAll implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      SnapshotList list = SnapshotList.of(new Wiring().snapshots(data.folder()));
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(list.facts()));
      } else {
        SnapshotText.printAll(out, list);
      }
      out.flush();
      return list.damaged().isEmpty() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
    }
  }

  /** {@code sluice snapshot delete}: no longer. */
  @Command(
      name = "delete",
      description = {
        "Deletes snapshots; also while the data folder is written to, but not while an export reads"
            + " them. The store itself keeps everything.",
        "",
        "Example: ./sluice snapshot delete before-upgrade --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Delete implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The snapshots to delete.")
    private List<String> names = new ArrayList<>();

    @Mixin private DataOption data = new DataOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Snapshots snapshots = new Wiring().snapshots(data.folder());
      names.forEach(snapshots::space); // a name that is wrong is told before anything is deleted
      PrintWriter out = spec.commandLine().getOut();
      for (String name : new LinkedHashSet<>(names)) {
        SnapshotSpace space = snapshots.space(name);
        snapshots.delete(name);
        out.printf("Deleted %s, %s freed%n", name, Sizes.text(space.freedBytes()));
        out.flush();
      }
      return ExitCode.OK;
    }
  }
}
