package dev.sluice.service.cli;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.takedown.TakedownFacts;
import dev.sluice.service.takedown.TakedownFinding;
import dev.sluice.service.takedown.TakedownPage;
import dev.sluice.service.takedown.TakedownSearch;
import dev.sluice.service.takedown.TakedownTargets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice takedown}: what somebody asked to be used no more. */
@Command(
    name = "takedown",
    description = {
      "Takes pages down: they are in no export that begins later, whatever snapshot or recipe it is"
          + " of, and are not fetched again. Lists where they are: in the store, in snapshots, in"
          + " past exports by file, line and tokens.",
      "",
      "Example: ./sluice takedown add https://example.org/page --reason 'asked by its author' --data"
          + " data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TakedownCommand.Add.class,
      TakedownCommand.ListAll.class,
      TakedownCommand.Remove.class,
      TakedownCommand.PurgePages.class,
      TakedownCommand.Report.class
    })
final class TakedownCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as 'takedown list'");
  }

  private static Takedown find(List<Takedown> all, String id) {
    return all.stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    "there is no demand '"
                        + id
                        + "'"
                        + Nearest.hint(id, all.stream().map(Takedown::id).toList())));
  }

  /** {@code sluice takedown add}: somebody asked. */
  @Command(
      name = "add",
      description = {
        "Writes down what somebody asked to take down. From then on no export begins that has it,"
            + " and a crawl or daemon that runs fetches it no more within seconds. Pages stay in the"
            + " store until 'takedown purge', or with --purge --yes.",
        "",
        "Example: ./sluice takedown add https://example.org/page 'https://example.org/old/*'"
            + " '*.example.net' --reason 'letter of 3 May' --asker 'A. Author' --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Add implements Callable<Integer> {

    @Parameters(
        paramLabel = "WHAT",
        arity = "1..*",
        description =
            "A URL (that page), the beginning of URLs with * behind it, a host (www.example.org),"
                + " all hosts of a domain (*.example.org), the SHA-256 of a body (body_sha256 of a"
                + " document), or the XXH3-128 of a text (text_xxh3_128).")
    private List<String> targets = new ArrayList<>();

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Option(
        names = "--asker",
        paramLabel = "WHO",
        description = "Who asked. It is in the list and the report, and in no export.")
    private String asker = "";

    @Option(names = "--purge", description = "Remove the pages from the store as well.")
    private boolean purge;

    @Option(names = "--yes", description = "With --purge: remove them, for good.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Wiring wiring = new Wiring();
      List<Takedown.Target> all = targets.stream().map(TakedownTargets::read).distinct().toList();
      List<Takedown> added =
          DataFolder.takedowns(data.folder()).add(all, reason, asker, wiring.clock().instant());
      List<TakedownFinding> found = new TakedownSearch(data.folder(), List.of()).find(added);
      if (json) {
        out.println(Json.line(Map.of("takedowns", found.stream().map(TakedownFacts::of).toList())));
      } else {
        found.forEach(it -> TakedownText.print(out, it));
        if (!purge) {
          out.println("The pages stay in the store: 'sluice takedown purge ID' removes them.");
        }
      }
      for (Takedown demand : purge ? added : List.<Takedown>of()) {
        PurgePages.run(data.folder(), demand, yes, spec);
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  /** {@code sluice takedown list}: all demands. */
  @Command(
      name = "list",
      description = {
        "Lists what somebody asked to take down, withdrawn demands too.",
        "",
        "Example: ./sluice takedown list --data data"
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
      PrintWriter out = spec.commandLine().getOut();
      List<Takedown> all = DataFolder.takedowns(data.folder()).all();
      if (json) {
        out.println(Json.line(Map.of("takedowns", all.stream().map(TakedownFacts::of).toList())));
      } else {
        all.forEach(it -> TakedownText.print(out, it));
        long standing = all.stream().filter(Takedown::stands).count();
        out.println(Counted.text(standing, "demand") + (standing == 1 ? " stands" : " stand"));
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  /** {@code sluice takedown remove}: it was a mistake, or is settled. */
  @Command(
      name = "remove",
      description = {
        "Withdraws a demand: the pages may be exported and fetched again. It stays in the list, as"
            + " withdrawn.",
        "",
        "Example: ./sluice takedown remove T3 --reason 'the wrong site' --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Remove implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The demand, such as T3.")
    private String id = "";

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      TakedownBook book = DataFolder.takedowns(data.folder());
      TakedownText.print(out, book.withdraw(id, reason, new Wiring().clock().instant()));
      out.flush();
      return ExitCode.OK;
    }
  }

  /** {@code sluice takedown purge}: out of the store as well. */
  @Command(
      name = "purge",
      description = {
        "Removes the pages of a demand from the store, as 'sluice purge' does: by the daemon if one"
            + " runs. Without --yes it only tells what that would be. Snapshots keep what they have;"
            + " those are listed.",
        "",
        "Example: ./sluice takedown purge T3 --yes --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class PurgePages implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The demand, such as T3.")
    private String id = "";

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--yes", description = "Remove them, for good.")
    private boolean yes;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Takedown demand = find(DataFolder.takedowns(data.folder()).all(), id);
      if (!demand.stands()) {
        throw new SettingsException(
            id
                + " was withdrawn: its pages may be used; 'sluice purge' removes pages for any reason");
      }
      int code = run(data.folder(), demand, yes, spec);
      spec.commandLine().getOut().flush();
      return code;
    }

    /** Tells what would be removed, or removes it and notes that; gives an exit code. */
    static int run(Path data, Takedown demand, boolean yes, CommandSpec spec) {
      PrintWriter out = spec.commandLine().getOut();
      TakedownSearch search = new TakedownSearch(data, List.of());
      List<String> targets =
          TakedownTargets.purge(
              demand, search.withBody(demand).stream().map(CaptureKey::url).toList());
      if (targets.isEmpty()) {
        out.println("There is nothing to remove.");
        return ExitCode.PROBLEM_FOUND;
      }
      PurgeWork work = new PurgeWork(data, targets, List.of(), out, spec.commandLine().getErr());
      if (!yes) {
        work.print(work.extents());
        return ExitCode.OK;
      }
      int code =
          work.remove(
              purged -> {
                String what = TakedownFacts.removal(purged);
                DataFolder.takedowns(data)
                    .noteRemoval(demand.id(), what, new Wiring().clock().instant());
                work.print(purged);
              });
      search.find(List.of(demand)).forEach(it -> TakedownText.printSnapshots(out, it));
      return code;
    }
  }

  /** {@code sluice takedown report}: where the pages are, and what was done. */
  @Command(
      name = "report",
      description = {
        "Tells of demands what was asked, what was found and what was done, with the files, lines and"
            + " tokens of past exports. With --out it is a page of HTML to print or to send to"
            + " whoever asked; it has no other pages in it.",
        "",
        "Example: ./sluice takedown report --for T3 --out report.html --data data",
        "Example: ./sluice takedown report --exports /mnt/corpora --data data"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Report implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Option(
        names = "--for",
        paramLabel = "ID",
        description = "Of this demand; may be given several times (default: all that stand).")
    private List<String> ids = new ArrayList<>();

    @Option(
        names = "--exports",
        paramLabel = "DIR",
        description =
            "An export, or a folder with exports in it, to look at besides those that the data"
                + " folder knows of; may be given several times.")
    private List<Path> exports = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "Write a page of HTML.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<Takedown> all = DataFolder.takedowns(data.folder()).all();
      List<Takedown> asked =
          ids.isEmpty()
              ? all.stream().filter(Takedown::stands).toList()
              : ids.stream().map(id -> find(all, id)).toList();
      List<TakedownFinding> found = new TakedownSearch(data.folder(), exports).find(asked);
      if (file != null) {
        write(file, TakedownPage.of(found, new Wiring().clock().instant().toString()));
        out.println("Wrote " + file);
      }
      if (json) {
        out.println(Json.line(Map.of("takedowns", found.stream().map(TakedownFacts::of).toList())));
      } else if (file == null) {
        found.forEach(it -> TakedownText.print(out, it));
      }
      out.flush();
      return ExitCode.OK;
    }

    private static void write(Path file, String html) {
      Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
      try {
        Files.writeString(unfinished, html);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException notWritable) {
        throw new SettingsException(file + " cannot be written: " + notWritable.getMessage());
      }
    }
  }
}
