package dev.sluice.service.cli;

import dev.sluice.service.daemon.SeedDesk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

/** {@code sluice seeds add}: more seeds. */
@Command(
    name = "add",
    description = {
      "Adds seeds to a seed file, behind those that it has. A daemon on it begins with them within"
          + " seconds.",
      "",
      "Example: ./sluice seeds add https://docs.example.org/en/ --extent prefix --name docs --set"
          + " delay=5s --seeds seeds/"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedsAddCommand implements Callable<Integer> {

  @Parameters(paramLabel = "URL", arity = "1..*", description = "The first pages of the seeds.")
  private List<String> urls = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What reports and documents call the seed (default: its URL).")
  private @Nullable String name;

  @Option(
      names = "--extent",
      paramLabel = "EXTENT",
      description =
          "Which pages belong to it: those of its 'host' (as by default), of its 'domain', or of the"
              + " host below the folder of its path, 'prefix'.")
  private @Nullable String extent;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "Any other field in the words of the text format, such as delay=5s or tags.topic=law."
              + " Repeatable.")
  private List<String> more = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "NAME",
      description =
          "The file of the folder to which they are added, made if it is missing (default: the only"
              + " one there is; of several, "
              + SeedDesk.FILE_OF_ADDED
              + ").")
  private @Nullable String file;

  @Mixin private SeedsEditing editing = new SeedsEditing();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (name != null && urls.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--name can be that of one seed only, and there are " + urls.size());
    }
    List<Map<String, String>> seeds = new LinkedHashSet<>(urls).stream().map(this::fields).toList();
    return editing.change(
        spec.commandLine(), (desk, dry) -> desk.add(seeds, Optional.ofNullable(file), dry));
  }

  private Map<String, String> fields(String url) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("url", url);
    if (name != null) {
      fields.put("name", name);
    }
    if (extent != null) {
      fields.put("extent", extent);
    }
    more.forEach(field -> FieldWords.put(fields, field));
    return fields;
  }
}
