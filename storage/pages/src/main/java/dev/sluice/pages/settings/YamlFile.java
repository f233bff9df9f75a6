package dev.sluice.pages.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2 files into {@link Setting}s, which keep their lines. */
public final class YamlFile {

  private final String source;
  private final Set<Node> around = Collections.newSetFromMap(new IdentityHashMap<>());

  private YamlFile(String source) {
    this.source = source;
  }

  /** Reads a file. */
  public static Setting read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new SettingsException(file + ": there is no such file");
    } catch (MalformedInputException notUtf8) {
      throw new SettingsException(file + ": is not in UTF-8");
    } catch (IOException unreadable) {
      throw new SettingsException(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  /** Reads a text; {@code source} is the name that messages use for it. */
  public static Setting parse(String source, String yaml) {
    return parsing(
        source,
        () ->
            new Compose(settings(source))
                .composeString(yaml)
                .map(root -> new YamlFile(source).setting("the file", 1, root))
                .orElseThrow(() -> SettingsException.at(source, 1, "the file is empty")));
  }

  /** Where the parts of a text that {@link #parse} can read stand. */
  public static YamlPart layout(String source, String yaml) {
    return parsing(
        source, () -> new YamlLayout(yaml, new Parse(settings(source)).parseString(yaml)).root());
  }

  private static LoadSettings settings(String source) {
    return LoadSettings.builder()
        .setLabel(source)
        .setAllowDuplicateKeys(false)
        .setAllowNonScalarKeys(true)
        .build();
  }

  private static <T> T parsing(String source, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw SettingsException.at(source, line, "not valid YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      throw new SettingsException(source + ": not valid YAML: " + malformed.getMessage());
    }
  }

  private Setting setting(String name, int line, Node node) {
    if (node instanceof AnchorNode alias) {
      return setting(name, line, alias.getRealNode());
    }
    if (node instanceof ScalarNode scalar) {
      return Setting.ofText(source, line, name, scalar.getValue());
    }
    if (!around.add(node)) {
      throw SettingsException.at(
          source, line, "'" + name + "' holds itself (an alias in its anchor)");
    }
    Setting setting =
        node instanceof SequenceNode sequence
            ? Setting.ofItems(source, line, name, items(name, sequence))
            : Setting.ofFields(source, line, name, fields((MappingNode) node));
    around.remove(node);
    return setting;
  }

  private List<Setting> items(String name, SequenceNode sequence) {
    List<Setting> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(setting(name, line(item), item));
    }
    return items;
  }

  private Map<String, Setting> fields(MappingNode map) {
    Map<String, Setting> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw SettingsException.at(source, line, "a field's name must be a single word");
      }
      // A value's line is its field's: there the reader looks for the name that a message gives.
      Setting value = setting(key.getValue(), line, tuple.getValueNode());
      if (fields.put(key.getValue(), value) != null) {
        throw SettingsException.at(source, line, "the field '" + key.getValue() + "' stands twice");
      }
    }
    return fields;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
