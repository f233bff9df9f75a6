package dev.sluice.service.cli;

import dev.sluice.engine.model.SeedEdit;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.SeedDesk;
import dev.sluice.service.daemon.SeedDesk.FileChange;
import dev.sluice.service.daemon.SeedDesk.Outcome;
import dev.sluice.service.daemon.SeedDesk.Outcome.ChangedMeanwhile;
import dev.sluice.service.daemon.SeedDesk.Outcome.Done;
import dev.sluice.service.daemon.SeedDesk.Outcome.Mistaken;
import dev.sluice.service.daemon.SeedDesk.Outcome.NotWritable;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.SeedLogFacts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that change seed files, and how what came of it is told. */
final class SeedsEditing {

  @Mixin private SeedsCommand.SeedsOption seeds = new SeedsCommand.SeedsOption();

  @Option(
      names = "--dry-run",
      description = "Show what would change in which lines, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Edits seeds that are there. */
  int edit(CommandLine command, List<String> names, Function<String, SeedEdit> edit) {
    List<SeedEdit> edits = new LinkedHashSet<>(names).stream().map(edit).toList();
    return change(command, (desk, dry) -> desk.edit(edits, dry));
  }

  /** A change at the desk that may be a dry run. */
  interface DeskChange {

    Outcome make(SeedDesk desk, boolean dryRun);
  }

  /** Makes a change and tells what came of it. */
  int change(CommandLine command, DeskChange change) {
    return change(
        command,
        dryRun,
        change,
        done -> {
          print(command.getOut(), done, dryRun, Map.of());
          return ExitCode.OK;
        });
  }

  /**
   * Makes a change, and goes on if it is done.
   *
   * @param next gives an exit code
   */
  int change(CommandLine command, boolean dry, DeskChange change, ToIntFunction<Done> next) {
    Outcome outcome = change.make(new Wiring().seedDesk(seeds.path()), dry);
    if (outcome instanceof Mistaken wrong) {
      throw new SettingsException(
          String.join("\nsluice: ", wrong.mistakes()) + "\nsluice: nothing was changed");
    }
    if (outcome instanceof Done done) {
      int code = next.applyAsInt(done);
      command.getOut().flush();
      return code;
    }
    PrintWriter err = command.getErr();
    err.println(
        "sluice: "
            + (outcome instanceof ChangedMeanwhile meanwhile
                ? meanwhile.message()
                : ((NotWritable) outcome).message()));
    err.flush();
    return ExitCode.STORAGE;
  }

  /** The seed files. */
  Path seedsPath() {
    return seeds.path();
  }

  /** Whether nothing is to be changed. */
  boolean isDryRun() {
    return dryRun;
  }

  /** Whether one JSON object is to be printed. */
  boolean isJson() {
    return json;
  }

  /**
   * Prints what a change did.
   *
   * @param dry whether it only would have
   * @param more facts for JSON
   */
  void print(PrintWriter out, Done done, boolean dry, Map<String, Object> more) {
    if (json) {
      Map<String, Object> facts = facts(done, dry);
      facts.putAll(more);
      out.println(Json.line(facts));
      return;
    }
    for (FileChange file : done.files()) {
      out.println(seeds.shown(file.name()));
      if (dry) {
        TextDifference.lines(file.before(), file.after())
            .forEach(line -> out.println("    " + line));
      }
    }
    done.changes().forEach(change -> out.println(change.words()));
    if (done.files().isEmpty()) {
      out.println("Nothing to change: it is so already");
    } else if (dry) {
      out.println("Nothing was written: this was a dry run");
    }
  }

  private static Map<String, Object> facts(Done done, boolean dry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dry_run", dry);
    facts.put("files", done.files().stream().map(SeedsEditing::facts).toList());
    facts.put("changes", done.changes().stream().map(SeedLogFacts::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(FileChange file) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", file.name());
    facts.put("digest", file.digest());
    facts.put("difference", TextDifference.lines(file.before(), file.after()));
    return facts;
  }
}
