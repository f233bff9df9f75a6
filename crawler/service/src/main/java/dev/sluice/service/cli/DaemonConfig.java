package dev.sluice.service.cli;

import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Options of {@code daemon} from a YAML file, whose keys are their names without {@code --}. They
 * take the place of the options' defaults, so what stands on the command line wins.
 *
 * @param values by option, such as {@code --delay}, as a command line would have them
 */
record DaemonConfig(Map<String, String> values) {

  static final String OPTION = "--config";
  private static final String DASHES = "--";

  /**
   * Reads a file, and has each value read by its option, so that a mistake is told with its line.
   *
   * @throws SettingsException with all mistakes
   */
  static DaemonConfig read(Path file) {
    CommandSpec command = CommandSpec.forAnnotatedObject(new DaemonCommand());
    Map<String, OptionSpec> known = options(command);
    Setting said = YamlFile.read(file);
    List<SettingsException> mistakes = new ArrayList<>(said.strangers(known.keySet()));
    Map<String, String> values = new LinkedHashMap<>();
    said.fields()
        .forEach(
            (name, value) -> {
              OptionSpec option = known.get(name);
              if (option != null) {
                try {
                  values.put(DASHES + name, checked(command, option, value));
                } catch (SettingsException mistake) {
                  mistakes.add(mistake);
                }
              }
            });
    if (!mistakes.isEmpty()) {
      throw new SettingsException(
          mistakes.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  ")));
    }
    return new DaemonConfig(values);
  }

  /** What may stand in the file: all but what makes no sense there. */
  private static Map<String, OptionSpec> options(CommandSpec command) {
    Map<String, OptionSpec> known = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      boolean tells = option.usageHelp() || option.versionHelp();
      if (!tells && !option.longestName().equals(OPTION)) {
        known.put(option.longestName().substring(DASHES.length()), option);
      }
    }
    return known;
  }

  private static String checked(CommandSpec command, OptionSpec option, Setting value) {
    String text = text(option, value);
    try {
      // Who asks for help need not give the options that are required.
      new CommandLine(command).parseArgs("--help", option.longestName() + "=" + text);
      return text;
    } catch (ParameterException mistake) {
      String why = String.valueOf(mistake.getMessage());
      throw value.mistake(
          "'"
              + value.name()
              + "': "
              + why.replaceFirst(
                  "^Invalid value for option '" + option.longestName() + ".*?: ", ""));
    }
  }

  private static String text(OptionSpec option, Setting value) {
    if (value.isMap() || (value.isList() && !option.isMultiValue())) {
      throw value.mistake("'" + value.name() + "' takes one value");
    }
    String text =
        value.items().stream().map(Setting::text).collect(Collectors.joining(option.splitRegex()));
    if (text.isEmpty()) {
      throw value.mistake("'" + value.name() + "' has no value: write one, or leave the line out");
    }
    return text;
  }

  /** Reads the file that the option names. */
  static final class Converter implements ITypeConverter<DaemonConfig> {

    @Override
    public DaemonConfig convert(String file) {
      try {
        return read(Path.of(file));
      } catch (SettingsException mistake) {
        throw new TypeConversionException(String.valueOf(mistake.getMessage()));
      }
    }
  }

  /** Gives options that the command line leaves out the values of the file. */
  static final class Defaults implements IDefaultValueProvider {

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
      OptionSpec config = argument.command().findOption(OPTION);
      return argument instanceof OptionSpec option
              && config != null
              && config.getValue() instanceof DaemonConfig read
          ? read.values.get(option.longestName())
          : null;
    }
  }
}
