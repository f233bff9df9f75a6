package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.pages.IndexFolder;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice index}: what was exported before. */
@Command(
    name = "index",
    description = {
      "Looks after an index of exported documents, with which 'sluice export --index' compares new"
          + " pages.",
      "",
      "Example: ./sluice index list corpora/index"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {IndexCommand.ListAll.class, IndexCommand.Check.class, IndexCommand.Drop.class})
final class IndexCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as 'index list'");
  }

  /** {@code sluice index list}: which exports it holds. */
  @Command(
      name = "list",
      description = {
        "Lists the exports whose documents an index holds, in the order in which they were made, and"
            + " the spaces of keys by which the documents can be found: pages are compared with"
            + " documents that have keys in the same space, which the step and its parameters make.",
        "",
        "Example: ./sluice index list corpora/index"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListAll implements Callable<Integer> {

    private static final int NUMBERS_FROM = 1;

    @Parameters(paramLabel = "DIR", description = "The index.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (IndexFolder opened = new Wiring().openIndexForReading(folder)) {
        DocumentIndex index = Export.openIndex(opened.tables());
        if (json) {
          out.println(Json.line(facts(index, opened.id())));
        } else {
          print(out, index);
        }
      }
      out.flush();
      return ExitCode.OK;
    }

    private static void print(PrintWriter out, DocumentIndex index) {
      Table exports = new Table(NUMBERS_FROM, NUMBERS_FROM + 1);
      exports.add("export", "documents", "snapshot", "recipe", "Sluice");
      for (DocumentIndex.Entry entry : index.exports()) {
        exports.add(
            entry.name(),
            number(entry.documents()),
            entry.snapshot(),
            entry.recipe(),
            entry.sluiceVersion());
      }
      exports.print(out, "");
      Table spaces = new Table(NUMBERS_FROM, NUMBERS_FROM + 2);
      spaces.add("space", "documents", "keys");
      keys(index)
          .forEach(
              (space, keys) -> spaces.add(space, number(index.documents(space)), number(keys)));
      spaces.print(out, "");
      DocumentIndex.Extent extent = index.extent();
      out.printf(
          "%s of %s, %s on disk, digest %s%n",
          Counted.text(extent.documents(), "document"),
          Counted.text(extent.exports(), "export"),
          Sizes.text(index.bytes()),
          extent.digest());
    }

    private static String number(long value) {
      return String.format(Locale.ROOT, "%,d", value);
    }

    private static Map<String, Long> keys(DocumentIndex index) {
      Map<String, Long> keys = new TreeMap<>();
      index
          .exports()
          .forEach(
              export ->
                  export.spaces().forEach(it -> keys.merge(it.space(), it.keys(), Long::sum)));
      return keys;
    }

    private static Map<String, Object> facts(DocumentIndex index, String id) {
      DocumentIndex.Extent extent = index.extent();
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("id", id);
      facts.put("digest", extent.digest());
      facts.put("documents", extent.documents());
      facts.put("bytes", index.bytes());
      facts.put("exports", index.exports().stream().map(ListAll::facts).toList());
      facts.put("spaces", spaces(index));
      return facts;
    }

    private static List<Map<String, Object>> spaces(DocumentIndex index) {
      return keys(index).entrySet().stream()
          .map(
              space ->
                  Map.<String, Object>of(
                      "space",
                      space.getKey(),
                      "documents",
                      index.documents(space.getKey()),
                      "keys",
                      space.getValue()))
          .map(facts -> (Map<String, Object>) new TreeMap<>(facts))
          .toList();
    }

    private static Map<String, Object> facts(DocumentIndex.Entry entry) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("name", entry.name());
      facts.put("documents", entry.documents());
      facts.put("snapshot", entry.snapshot());
      facts.put("recipe", entry.recipe());
      facts.put("recipe_hash", entry.recipeHash());
      facts.put("sluice_version", entry.sluiceVersion());
      facts.put("manifest_sha256", entry.manifestSha256());
      Map<String, Object> spaces = new LinkedHashMap<>();
      entry.spaces().forEach(space -> spaces.put(space.space(), space.keys()));
      facts.put("keys", spaces);
      return facts;
    }
  }

  /** {@code sluice index check}: is everything there, and whole? */
  @Command(
      name = "check",
      description = {
        "Reads the whole index and tells what is wrong with it: damaged files, rows that belong to no"
            + " export, counts that are not as they should be.",
        "",
        "Example: ./sluice index check corpora/index"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The index.")
    private Path folder = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      AtomicInteger problems = new AtomicInteger();
      try (IndexFolder opened = new Wiring().openIndexForReading(folder)) {
        DocumentIndex index = Export.openIndex(opened.tables());
        long rows =
            index.check(
                problem -> {
                  problems.incrementAndGet();
                  out.println(problem);
                });
        out.printf(
            "%s of %s (%s) read: %s%n",
            Counted.text(rows, "row"),
            Counted.text(index.extent().documents(), "document"),
            Sizes.text(index.bytes()),
            problems.get() == 0 ? "all well" : Counted.text(problems.get(), "problem"));
      }
      out.flush();
      return problems.get() == 0 ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
    }
  }

  /** {@code sluice index drop}: no longer. */
  @Command(
      name = "drop",
      description = {
        "Has an index forget the documents of an export, so that they can be exported again, say"
            + " after its folder was deleted. Takes as long as reading the whole index; if it is cut"
            + " off, the export is forgotten all the same, and the next command that writes to the"
            + " index clears up.",
        "",
        "Example: ./sluice index drop 2026-11 corpora/index"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Drop implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "EXPORT", description = "The name of the export.")
    private String export = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "The index.")
    private Path folder = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (IndexFolder opened = new Wiring().reopenIndex(folder)) {
        DocumentIndex index = Export.openIndex(opened.tables());
        long before = index.extent().documents();
        index.drop(export);
        DocumentIndex.Extent after = index.extent();
        out.printf(
            "Forgot %s of %s; %s of %s left%n",
            Counted.text(before - after.documents(), "document"),
            export,
            Counted.text(after.documents(), "document"),
            Counted.text(after.exports(), "export"));
      }
      out.flush();
      return ExitCode.OK;
    }
  }
}
