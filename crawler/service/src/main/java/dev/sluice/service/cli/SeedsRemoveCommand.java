package dev.sluice.service.cli;

import dev.sluice.engine.Purge;
import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Remove;
import dev.sluice.service.daemon.SeedDesk;
import dev.sluice.service.daemon.SeedDesk.Outcome.Done;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.PurgeFacts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sluice seeds remove}: nothing more is asked for, and what is stored goes too, if asked.
 */
@Command(
    name = "remove",
    description = {
      "Takes seeds out of the files in which they stand. A daemon on them asks for nothing more of"
          + " theirs; what is stored and queued stays, unless it is purged. With --purge and"
          + " without --yes it only tells what would go.",
      "",
      "Example: ./sluice seeds remove docs --seeds seeds/",
      "Example: ./sluice seeds remove docs --seeds seeds/ --purge --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedsRemoveCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SEED", arity = "1..*", description = "Names of seeds, or their URLs.")
  private List<String> names = new ArrayList<>();

  @Mixin private SeedsEditing editing = new SeedsEditing();

  @ArgGroup(exclusive = false)
  private @Nullable PurgeOptions purge;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What is said of a purge. */
  static final class PurgeOptions {

    @Option(
        names = "--purge",
        required = true,
        description =
            "Remove what is stored and queued of their extents as well, as 'sluice purge' does.")
    private boolean asked;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        required = true,
        description = "The data folder from which that is removed.")
    private Path data = Path.of("");

    @Option(names = "--yes", description = "Remove seeds and pages, for good.")
    private boolean yes;
  }

  @Override
  public Integer call() {
    PurgeOptions options = purge;
    if (options == null || !options.asked) {
      return editing.edit(spec.commandLine(), names, Remove::new);
    }
    SeedDesk desk = new Wiring().seedDesk(editing.seedsPath());
    // A name that no seed has is a mistake, which the edit tells.
    List<Seed> seeds = names.stream().map(desk::find).flatMap(Optional::stream).distinct().toList();
    List<SeedEdit> edits = new LinkedHashSet<>(names).stream().<SeedEdit>map(Remove::new).toList();
    boolean dry = editing.isDryRun() || !options.yes;
    return editing.change(
        spec.commandLine(),
        dry,
        (at, dryRun) -> at.edit(edits, dryRun),
        done -> dry ? tell(done, desk, seeds, options.data) : purge(done, desk, seeds, options));
  }

  private PurgeWork work(List<Seed> seeds, Path data) {
    return new PurgeWork(
        data,
        targets(seeds),
        seeds.stream().map(Seed::name).toList(),
        spec.commandLine().getOut(),
        spec.commandLine().getErr());
  }

  private static List<String> targets(List<Seed> seeds) {
    return seeds.stream().flatMap(seed -> Purge.texts(seed).stream()).distinct().toList();
  }

  private int tell(Done done, SeedDesk desk, List<Seed> seeds, Path data) {
    PurgeWork work = work(seeds, data);
    Map<PurgeTarget, PurgeExtent> extents = work.extents();
    List<String> wanting = wanting(desk, seeds);
    editing.print(spec.commandLine().getOut(), done, true, facts(PurgeFacts.of(extents), wanting));
    if (!editing.isJson()) {
      work.print(extents);
      printWanting(wanting);
    }
    return ExitCode.OK;
  }

  /** What is left to do is said, whatever becomes of the purge: the files are changed by then. */
  private int purge(Done done, SeedDesk desk, List<Seed> seeds, PurgeOptions options) {
    boolean purged = false;
    try {
      int code =
          work(seeds, options.data)
              .remove(gone -> tell(gone, done, wanting(desk, seeds), work(seeds, options.data)));
      purged = code == ExitCode.OK;
      return code;
    } finally {
      if (!purged) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
            "sluice: the seeds are taken out of their files; to go on with the purge: sluice purge"
                + (" '" + String.join("' '", targets(seeds)) + "'")
                + (" --data " + options.data + " --yes"));
        err.flush();
      }
    }
  }

  private void tell(Purged gone, Done done, List<String> wanting, PurgeWork work) {
    editing.print(spec.commandLine().getOut(), done, false, facts(PurgeFacts.of(gone), wanting));
    if (!editing.isJson()) {
      work.print(gone);
      printWanting(wanting);
    }
  }

  /** Names of other seeds that want a part of it. */
  private static List<String> wanting(SeedDesk desk, List<Seed> seeds) {
    List<Seed> others =
        desk.shelf().files().stream()
            .flatMap(file -> file.seeds().stream())
            .filter(seed -> !seeds.contains(seed))
            .toList();
    List<PurgeTarget> targets = targets(seeds).stream().map(Purge::target).toList();
    return Purge.wanting(others, targets).stream().map(Seed::name).toList();
  }

  private static Map<String, Object> facts(Map<String, Object> purge, List<String> wanting) {
    Map<String, Object> facts = new LinkedHashMap<>(purge);
    facts.put("still_wanted_by", wanting);
    return Map.of("purge", facts);
  }

  private void printWanting(List<String> names) {
    if (!names.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println(
              "A part of it is wanted by others and fetched again: " + String.join(", ", names));
    }
  }
}
