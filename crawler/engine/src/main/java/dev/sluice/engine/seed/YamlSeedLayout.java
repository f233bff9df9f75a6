package dev.sluice.engine.seed;

import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import dev.sluice.pages.settings.YamlPart;
import dev.sluice.pages.settings.YamlPart.Field;
import dev.sluice.pages.settings.YamlPart.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A YAML file with a list of seeds. Each seed is a URL alone, or a map in lines or in braces; what
 * cannot be changed without touching something else is refused, with the line to change by hand.
 */
final class YamlSeedLayout implements SeedLayout {

  private final String file;
  private final Passage passage;
  private final YamlPart root;
  private final YamlPart list;

  YamlSeedLayout(String file, String text) {
    this.file = file;
    this.passage = new Passage(text);
    this.root = YamlFile.layout(file, text);
    this.list = root.kind() == Kind.MAP ? root.field("seeds").map(Field::value).orElse(root) : root;
    if (list.kind() != Kind.LIST) {
      throw byHand(list, "the seeds are no list with a dash before each");
    }
    checkNotNamed(list, "the list of seeds");
  }

  @Override
  public String set(int seed, String field, String value) {
    String[] path = field.split("\\.", 2);
    YamlPart item = list.parts().get(seed);
    if (item.kind() == Kind.VALUE) {
      return setOfUrl(item, field, value).text();
    }
    YamlPart map = checkedMap(item, "the seed");
    if (path.length == 1) {
      return set(map, field, YamlWords.value(field, value)).text();
    }
    String name = YamlWords.value(path[1]);
    Optional<Field> inner = map.field(path[0]);
    return inner.isEmpty()
        ? set(map, path[0], "{" + name + ": " + YamlWords.value(value) + "}").text()
        : set(checkedMap(inner.get().value(), "'" + path[0] + "'"), path[1], YamlWords.value(value))
            .text();
  }

  /** A seed that is a URL alone becomes a map, in the place where it stands. */
  private Passage setOfUrl(YamlPart url, String field, String value) {
    checkNotNamed(url, "the seed");
    if (field.equals("url")) {
      return passage.replace(url.start(), url.end(), YamlWords.value(value));
    }
    String written = "url: " + passage.text().substring(url.start(), url.end());
    String more = YamlWords.fields(Map.of(field, value)).get(0);
    if (list.flow()) {
      return passage.replace(url.start(), url.end(), "{" + written + ", " + more + "}");
    }
    int place = passage.afterLine(url.end());
    String line = " ".repeat(passage.column(url.start())) + more;
    return passage.insertLine(place, line).replace(url.start(), url.end(), written);
  }

  private Passage set(YamlPart map, String name, String written) {
    Optional<Field> field = map.field(name);
    return field.isPresent()
        ? replaceValue(field.get(), written)
        : insert(map, YamlWords.value(name) + ": " + written);
  }

  private Passage replaceValue(Field field, String written) {
    YamlPart value = field.value();
    if (value.kind() != Kind.ALIAS) {
      checkNotNamed(value, "the value");
    }
    boolean inPlace = value.kind() == Kind.VALUE || value.kind() == Kind.ALIAS || value.flow();
    checkNoComment(value.start(), value.end(), value);
    if (inPlace && value.start() < value.end()) {
      return passage.replace(value.start(), value.end(), written);
    }
    int colon = passage.text().indexOf(':', field.name().end());
    if (colon < 0 || !isBlank(field.name().end(), colon)) {
      throw byHand(field.name(), "this field is not written as name: value");
    }
    int end = Math.max(colon + 1, passage.trimmed(value.end()));
    checkNoComment(colon + 1, value.start(), value);
    return passage.replace(colon + 1, end, " " + written);
  }

  private Passage insert(YamlPart map, String field) {
    List<Field> fields = map.fields();
    if (fields.isEmpty()) {
      return passage.replace(map.start(), map.end(), "{" + field + "}");
    }
    YamlPart last = fields.get(fields.size() - 1).value();
    int end = Math.max(passage.trimmed(last.end()), fields.get(fields.size() - 1).name().end());
    if (map.flow()) {
      return passage.insert(end, ", " + field);
    }
    String indent = " ".repeat(passage.column(fields.get(0).name().start()));
    return passage.insertLine(passage.afterLine(end), indent + field);
  }

  @Override
  public String unset(int seed, String field) {
    YamlPart item = list.parts().get(seed);
    if (item.kind() != Kind.MAP) {
      return passage.text();
    }
    String[] path = field.split("\\.", 2);
    Optional<Field> outer = item.field(path[0]);
    if (path.length == 1 || outer.isEmpty()) {
      return outer.map(found -> remove(item, found)).orElse(passage).text();
    }
    YamlPart map = checkedMap(outer.get().value(), "'" + path[0] + "'");
    Optional<Field> inner = map.field(path[1]);
    boolean only = inner.isPresent() && map.fields().size() == 1;
    return only
        ? remove(item, outer.get()).text()
        : inner.map(found -> remove(map, found)).orElse(passage).text();
  }

  private Passage remove(YamlPart map, Field field) {
    checkNotNamedElsewhere(field.name());
    checkNotNamedElsewhere(field.value());
    List<Field> fields = map.fields();
    int index = fields.indexOf(field);
    int start = field.name().start();
    int end = Math.max(passage.trimmed(field.value().end()), field.name().end() + 1);
    boolean last = index == fields.size() - 1;
    if (fields.size() == 1) {
      throw byHand(field.name(), "the seed has no other field");
    }
    if (!map.flow() && passage.beginsLine(start)) {
      return passage.replace(passage.lineStart(start), passage.afterLine(end), "");
    }
    if (index == 0 || !map.flow()) {
      int next = last ? end : fields.get(index + 1).name().start();
      checkNoComment(end, next, field.name());
      return passage.replace(start, next, "");
    }
    int before = fields.get(index - 1).value().end();
    checkNoComment(before, start, field.name());
    return passage.replace(before, end, "");
  }

  @Override
  public String remove(int seed) {
    YamlPart item = list.parts().get(seed);
    checkNotNamedElsewhere(item);
    return (list.flow() ? removeInBrackets(seed) : removeLines(seed)).text();
  }

  private Passage removeInBrackets(int seed) {
    List<YamlPart> parts = list.parts();
    YamlPart item = parts.get(seed);
    boolean first = seed == 0;
    boolean only = parts.size() == 1;
    int start = first ? item.start() : parts.get(seed - 1).end();
    int end = first && !only ? parts.get(seed + 1).start() : item.end();
    checkNoComment(start, item.start(), item);
    checkNoComment(item.end(), end, item);
    return passage.replace(start, end, "");
  }

  /** A list that has lost its last seed must still be a list. */
  private Passage removeLines(int seed) {
    YamlPart item = list.parts().get(seed);
    int dash = dash(seed);
    if (!passage.beginsLine(dash)) {
      throw byHand(item, "the seed's dash does not begin its line");
    }
    int end = Math.max(passage.trimmed(item.end()), dash + 1);
    Passage left = passage.replace(passage.lineStart(dash), passage.afterLine(end), "");
    return list.parts().size() > 1 ? left : left.insertLine(passage.lineStart(dash), "  []");
  }

  /** The dash before a seed: between it and the seed before there is nothing else but comments. */
  private int dash(int seed) {
    int place = seed == 0 ? list.start() : list.parts().get(seed - 1).end();
    int end = list.parts().get(seed).start();
    while (place < end) {
      char character = passage.text().charAt(place);
      if (character == '-') {
        return place;
      }
      place = character == '#' ? passage.afterLine(place) : place + 1;
    }
    throw byHand(list.parts().get(seed), "the seed has no dash before it");
  }

  @Override
  public String add(Map<String, String> fields) {
    List<String> written =
        fields.size() == 1
            ? List.of(YamlWords.value(fields.getOrDefault("url", "")))
            : YamlWords.fields(fields);
    if (list.parts().isEmpty()) {
      return addToNone(written).text();
    }
    YamlPart last = list.parts().get(list.parts().size() - 1);
    if (list.flow()) {
      String item = String.join(", ", written);
      return passage
          .insert(last.end(), ", " + (fields.size() == 1 ? item : "{" + item + "}"))
          .text();
    }
    int end = Math.max(passage.trimmed(last.end()), dash(list.parts().size() - 1) + 1);
    return insertItem(passage, passage.afterLine(end), passage.column(list.start()), written)
        .text();
  }

  /** Empty brackets make way for lines. */
  private Passage addToNone(List<String> fields) {
    boolean alone = passage.beginsLine(list.start());
    int start = alone ? list.start() : passage.trimmed(list.start());
    int after = passage.afterLine(list.end());
    int column = alone ? passage.column(list.start()) : 2;
    Passage without = passage.replace(start, list.end(), "");
    int shift = passage.text().length() - without.text().length();
    if (alone && isBlank(list.end(), after)) {
      Passage gone = passage.replace(passage.lineStart(start), after, "");
      return insertItem(gone, passage.lineStart(start), column, fields);
    }
    return insertItem(without, after - shift, column, fields);
  }

  private static Passage insertItem(Passage into, int place, int column, List<String> fields) {
    String indent = " ".repeat(column);
    return into.insertLine(
        place, indent + "- " + String.join(into.lineEnd() + indent + "  ", fields));
  }

  private YamlPart checkedMap(YamlPart part, String what) {
    if (part.kind() != Kind.MAP) {
      throw byHand(part, what + " is no map with fields");
    }
    checkNotNamed(part, what);
    return part;
  }

  /** Where an anchor stands, or a tag, a change could be one of other places too. */
  private void checkNotNamed(YamlPart part, String what) {
    if (!part.anchor().isEmpty()) {
      throw byHand(part, what + " has an anchor, or is an alias (" + part.anchor() + ")");
    }
    if (passage.text().startsWith("!", part.start())) {
      throw byHand(part, what + " has a tag");
    }
  }

  private void checkNotNamedElsewhere(YamlPart part) {
    Set<String> anchors =
        part.all()
            .filter(inner -> inner.kind() != Kind.ALIAS)
            .map(YamlPart::anchor)
            .filter(anchor -> !anchor.isEmpty())
            .collect(Collectors.toSet());
    root.all()
        .filter(other -> other.kind() == Kind.ALIAS && anchors.contains(other.anchor()))
        .filter(other -> other.start() < part.start() || other.start() >= part.end())
        .findFirst()
        .ifPresent(
            alias -> {
              throw byHand(part, "its anchor '&" + alias.anchor() + "' is used elsewhere");
            });
  }

  /** Whether a comment stands there; a value that has a # in it is no comment. */
  private void checkNoComment(int start, int end, YamlPart near) {
    int place = passage.text().substring(start, end).contains("#") ? start : end;
    while (place < end) {
      int here = place;
      Optional<YamlPart> value =
          root.all()
              .filter(part -> part.kind() == Kind.VALUE || part.kind() == Kind.LINES)
              .filter(part -> part.start() <= here && here < part.end())
              .findFirst();
      if (value.isEmpty() && passage.text().charAt(here) == '#') {
        throw byHand(near, "there is a comment in it that would be lost");
      }
      place = value.map(YamlPart::end).orElse(here + 1);
    }
  }

  private boolean isBlank(int start, int end) {
    return passage.text().substring(start, end).isBlank();
  }

  private SettingsException byHand(YamlPart part, String why) {
    return SettingsException.at(
        file, passage.line(part.start()), why + ", so it is to be changed by hand");
  }
}
