package dev.sluice.pages.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
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

  private YamlFile() {}

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
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        throw SettingsException.at(source, 1, "the file is empty");
      }
      return setting(source, "the file", root.get());
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw SettingsException.at(source, line, "not valid YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      throw new SettingsException(source + ": not valid YAML: " + malformed.getMessage());
    }
  }

  private static Setting setting(String source, String name, Node node) {
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    if (node instanceof AnchorNode alias) {
      return setting(source, name, alias.getRealNode());
    }
    if (node instanceof ScalarNode scalar) {
      return Setting.ofText(source, line, name, scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      List<Setting> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(setting(source, name, item));
      }
      return Setting.ofItems(source, line, name, items);
    }
    return Setting.ofFields(source, line, name, fields(source, (MappingNode) node));
  }

  private static Map<String, Setting> fields(String source, MappingNode map) {
    Map<String, Setting> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      int line = tuple.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw SettingsException.at(source, line, "a field's name must be a single word");
      }
      Setting value = setting(source, key.getValue(), tuple.getValueNode());
      if (fields.put(key.getValue(), value) != null) {
        throw SettingsException.at(source, line, "the field '" + key.getValue() + "' stands twice");
      }
    }
    return fields;
  }
}
