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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    Outcome outcome = change.make(new Wiring().seedDesk(seeds.path()), dryRun);
    if (outcome instanceof Mistaken wrong) {
      throw new SettingsException(
          String.join("\nsluice: ", wrong.mistakes()) + "\nsluice: nothing was changed");
    }
    if (outcome instanceof Done done) {
      PrintWriter out = command.getOut();
      print(out, done);
      out.flush();
      return ExitCode.OK;
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

  private void print(PrintWriter out, Done done) {
    if (json) {
      out.println(Json.line(facts(done)));
      return;
    }
    for (FileChange file : done.files()) {
      out.println(seeds.shown(file.name()));
      if (dryRun) {
        TextDifference.lines(file.before(), file.after())
            .forEach(line -> out.println("    " + line));
      }
    }
    done.changes().forEach(change -> out.println(change.words()));
    if (done.files().isEmpty()) {
      out.println("Nothing to change: it is so already");
    } else if (dryRun) {
      out.println("Nothing was written: this was a dry run");
    }
  }

  private Map<String, Object> facts(Done done) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dry_run", dryRun);
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
