package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.TokenMap;
import dev.sluice.corpus.model.TokenMap.Place;
import dev.sluice.service.facts.Explanation;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice tokens}: whose tokens lie where in an export of tokens. */
@Command(
    name = "tokens",
    description = {
      "Tells which tokens of an export are of which page. The export was made with --format megatron.",
      "",
      "Example: ./sluice tokens where https://example.org/ corpora/tokens"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TokensCommand.Where.class, TokensCommand.At.class})
final class TokensCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as 'tokens where'");
  }

  /** {@code sluice tokens where}: from a page to its tokens. */
  @Command(
      name = "where",
      description = {
        "Tells where the tokens of a page lie. Exit code 1 if the export has none of it.",
        "",
        "Example: ./sluice tokens where https://example.org/ corpora/tokens"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Where implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "URL", description = "The page's address.")
    private String url = "";

    @Parameters(index = "1", paramLabel = "EXPORT", description = "The folder of the export.")
    private Path export = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      try (TokenMap map = Export.openTokens(export)) {
        List<Place> found = map.find(Explanation.url(url));
        return print(spec, json, found, export + " has no tokens of " + url);
      }
    }
  }

  /** {@code sluice tokens at}: from a token to its page. */
  @Command(
      name = "at",
      description = {
        "Tells whose token lies at an offset. Exit code 1 if the export has not so many.",
        "",
        "Example: ./sluice tokens at 1500000 corpora/tokens",
        "Example: ./sluice tokens at 1200 corpora/tokens --shard documents-00003.bin"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class At implements Callable<Integer> {

    @Parameters(
        index = "0",
        paramLabel = "OFFSET",
        description =
            "The token's number from 0 on, counted through all shards in the order of their names.")
    private long offset;

    @Parameters(index = "1", paramLabel = "EXPORT", description = "The folder of the export.")
    private Path export = Path.of("");

    @Option(
        names = "--shard",
        paramLabel = "FILE",
        description = "Count through this shard only, such as documents-00000.bin.")
    private @Nullable String shard;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      try (TokenMap map = Export.openTokens(export)) {
        List<Place> found =
            (shard == null ? map.at(offset) : map.at(shard, offset)).stream().toList();
        String where = shard == null ? export.toString() : export.resolve(shard).toString();
        return print(spec, json, found, where + " has no token " + offset);
      }
    }
  }

  private static int print(CommandSpec spec, boolean json, List<Place> found, String nothing) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.line(Map.of("documents", found.stream().map(TokensCommand::facts).toList())));
    } else if (found.isEmpty()) {
      out.println(nothing);
    } else {
      found.forEach(place -> print(out, place));
    }
    out.flush();
    return found.isEmpty() ? ExitCode.PROBLEM_FOUND : ExitCode.OK;
  }

  private static void print(PrintWriter out, Place place) {
    out.printf(
        Locale.ROOT,
        "%s, document %d: tokens %d to %d, %s (%d to %d of all)%n",
        place.shard(),
        place.index(),
        place.offset(),
        place.offset() + place.tokens() - 1,
        Counted.text(place.tokens(), "token"),
        place.offsetInAll(),
        place.offsetInAll() + place.tokens() - 1);
    out.println("  " + place.url() + ", fetched " + place.fetchedAt());
    out.println("  id " + place.id() + ", text " + place.textHash());
  }

  private static Map<String, Object> facts(Place place) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("shard", place.shard());
    facts.put("index", place.index());
    facts.put("offset", place.offset());
    facts.put("tokens", place.tokens());
    facts.put("offset_in_all", place.offsetInAll());
    facts.put("id", place.id());
    facts.put("url", place.url());
    facts.put("fetched_at", place.fetchedAt().toString());
    facts.put("text_xxh3_128", place.textHash());
    return facts;
  }
}
