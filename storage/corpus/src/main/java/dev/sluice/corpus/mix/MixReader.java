package dev.sluice.corpus.mix;

import dev.sluice.corpus.mix.Mix.Cap;
import dev.sluice.corpus.mix.Mix.Group;
import dev.sluice.corpus.mix.Mix.Order;
import dev.sluice.corpus.mix.Mix.Per;
import dev.sluice.corpus.mix.Mix.Repeat;
import dev.sluice.corpus.mix.Mix.Stage;
import dev.sluice.corpus.mix.Mix.Within;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads mixes; every mistake is a {@link SettingsException} with file and line.
 *
 * <pre>{@code
 * unit: tokens
 * budget: 1_000_000_000
 * shortfall: fill
 * seed: 7
 * groups:
 *   - {name: chinese, where: {language: zh}, share: 60, epochs: 2}
 *   - {name: english, where: {language: en}, share: 40}
 * caps:
 *   - {per: site, share: 0.05}
 * repeats:
 *   - {from: 3, times: 2}
 * order: shuffle
 * }</pre>
 */
public final class MixReader {

  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_CAPS = 8;
  private static final int MOST_STAGES = 100;
  private static final int MOST_REPEATS = 100;
  private static final int MOST_EPOCHS = 100;
  private static final double MOST_TIMES = 100;
  private static final double MOST_SHARE = 1e9;
  private static final long MOST_UNITS = 1L << 50;
  private static final String BY = "by";

  private final Set<String> names = new HashSet<>();

  private MixReader() {}

  /**
   * The mix that a text holds.
   *
   * @param source where it is from, for messages
   * @param file name of its file, without folders
   * @throws SettingsException that tells the first mistake
   */
  public static Mix parse(String source, String file, String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return new MixReader()
        .mix(YamlFile.parse(source, yaml), file, bytes.length, ContentHash.of(bytes).hex());
  }

  private Mix mix(Setting file, String name, long bytes, String sha256) {
    file.only(List.of("unit", "budget", "shortfall", "seed", "groups", "caps", "repeats", "order"));
    MixUnit unit =
        file.find("unit")
            .map(it -> MixUnit.values()[MixUnit.words().indexOf(it.oneOf(MixUnit.words()))])
            .orElse(MixUnit.CHARACTERS);
    OptionalLong budget = whole(file, "budget");
    boolean fills =
        file.find("shortfall")
            .map(it -> it.oneOf(List.of("leave", "fill")))
            .orElse("leave")
            .equals("fill");
    if (fills && budget.isEmpty()) {
      throw file.field("shortfall")
          .mistake("'shortfall: fill' needs a 'budget' that others can fill; name one");
    }
    List<Group> groups = new ArrayList<>();
    file.find("groups")
        .ifPresent(it -> groups(it, "", Selector.ALL, OptionalDouble.empty(), groups));
    if (groups.isEmpty()) {
      groups.add(everything());
    }
    checkShares(file, groups);
    return new Mix(
        name,
        bytes,
        sha256,
        unit,
        budget,
        fills,
        file.find("seed").map(it -> it.number(Long.MIN_VALUE, Long.MAX_VALUE)).orElse(0L),
        groups,
        list(file, "caps", MOST_CAPS).stream().map(MixReader::cap).toList(),
        list(file, "repeats", MOST_REPEATS).stream().map(MixReader::repeat).toList(),
        file.find("order")
            .map(MixReader::order)
            .orElse(new Order(List.of(), Within.KEY, Optional.empty())));
  }

  private static Group everything() {
    return new Group(
        "all", Selector.ALL, OptionalDouble.empty(), 1, 1, 0, MOST_UNITS, Optional.empty());
  }

  private static void checkShares(Setting file, List<Group> groups) {
    long with = groups.stream().filter(it -> it.share().isPresent()).count();
    if (with > 0 && with < groups.size()) {
      String without =
          groups.stream().filter(it -> it.share().isEmpty()).findFirst().orElseThrow().name();
      throw file.field("groups")
          .mistake(
              "the group '"
                  + without
                  + "' has no 'share', but others have: give one to all groups,"
                  + " or to none");
    }
  }

  private static List<Setting> list(Setting map, String field, int most) {
    Optional<Setting> found = map.find(field);
    List<Setting> items = found.map(Setting::items).orElse(List.of());
    if (items.size() > most) {
      throw map.field(field).mistake("there are at most " + most + " " + field);
    }
    return items;
  }

  /** Groups inside a group share its share, and take of what it takes. */
  private void groups(
      Setting list, String prefix, Selector outer, OptionalDouble share, List<Group> into) {
    List<Setting> items = list.items();
    double sum = 0;
    for (Setting item : items) {
      item.only(
          List.of(
              "name", "where", "share", "repeat", "epochs", "least", "most", "prefer", "groups"));
      sum += decimal(item, "share", MOST_SHARE).orElse(0);
    }
    for (Setting item : items) {
      OptionalDouble own = decimal(item, "share", MOST_SHARE);
      if (share.isPresent() && own.isEmpty()) {
        throw item.mistake("a group inside one with a 'share' needs a 'share' of it");
      }
      OptionalDouble part =
          own.isEmpty() || share.isEmpty()
              ? own
              : OptionalDouble.of(share.getAsDouble() * own.getAsDouble() / sum);
      group(item, prefix, outer, part, into);
    }
  }

  private void group(
      Setting item, String prefix, Selector outer, OptionalDouble share, List<Group> into) {
    String name = prefix + item.field("name").text();
    if (!names.add(name)) {
      throw item.field("name").mistake("there are two groups of the name '" + name + "'");
    }
    Selector where = outer.and(item.find("where").map(SelectorReader::read).orElse(Selector.ALL));
    Optional<Setting> inner = item.find("groups");
    if (inner.isPresent()) {
      for (String field : List.of("repeat", "epochs", "least", "most", "prefer")) {
        if (item.find(field).isPresent()) {
          throw item.field(field)
              .mistake("'" + field + "' belongs to the groups inside of '" + name + "'");
        }
      }
      groups(inner.get(), name + "/", where, share, into);
      return;
    }
    if (into.size() == MOST_GROUPS) {
      throw item.mistake("a mix has at most " + MOST_GROUPS + " groups");
    }
    long least = whole(item, "least").orElse(0);
    long most = whole(item, "most").orElse(MOST_UNITS);
    if (least > most) {
      throw item.field("least").mistake("'least' is more than 'most'");
    }
    into.add(
        new Group(
            name,
            where,
            share,
            decimal(item, "repeat", MOST_TIMES).orElse(1),
            item.find("epochs").map(it -> (int) it.number(1, MOST_EPOCHS)).orElse(1),
            least,
            most,
            item.find("prefer").map(SelectorReader::number)));
  }

  private static OptionalLong whole(Setting map, String field) {
    return map.find(field)
        .map(it -> OptionalLong.of(it.number(0, MOST_UNITS)))
        .orElse(OptionalLong.empty());
  }

  private static OptionalDouble decimal(Setting map, String field, double most) {
    return map.find(field)
        .map(it -> OptionalDouble.of(it.decimal(0, most)))
        .orElse(OptionalDouble.empty());
  }

  private static Cap cap(Setting item) {
    item.only(List.of("per", "where", "most", "share"));
    List<String> words = Stream.of(Per.values()).map(it -> word(it)).toList();
    OptionalLong most = whole(item, "most");
    OptionalDouble share = decimal(item, "share", 1);
    if (most.isPresent() == share.isPresent()) {
      throw item.mistake("a cap is either 'most', in units, or 'share', from 0 to 1");
    }
    return new Cap(
        Per.values()[words.indexOf(item.field("per").oneOf(words))],
        item.find("where").map(SelectorReader::read).orElse(Selector.ALL),
        most,
        share);
  }

  private static Repeat repeat(Setting item) {
    item.only(List.of("from", "to", "times"));
    long from = item.field("from").number(1, MOST_UNITS);
    return new Repeat(
        from,
        item.find("to").map(it -> it.number(from, MOST_UNITS)).orElse(MOST_UNITS),
        item.field("times").decimal(0, MOST_TIMES));
  }

  private static Order order(Setting order) {
    if (!order.isMap()) {
      return new Order(List.of(), within(order), Optional.empty());
    }
    order.only(List.of("stages", "within", BY, "direction"));
    Optional<String> by = order.find(BY).map(SelectorReader::number);
    if (by.isPresent() && order.find("within").isPresent()) {
      throw order.field("within").mistake("an order is either 'by' a number or 'within'");
    }
    if (by.isEmpty() && order.find("direction").isPresent()) {
      throw order.field("direction").mistake("'direction' needs 'by', the number to sort by");
    }
    Within within =
        by.isPresent()
            ? direction(order)
            : order.find("within").map(MixReader::within).orElse(Within.SHUFFLE);
    List<Stage> stages = list(order, "stages", MOST_STAGES).stream().map(MixReader::stage).toList();
    return new Order(stages, within, by);
  }

  private static Within direction(Setting order) {
    String word =
        order
            .find("direction")
            .map(it -> it.oneOf(List.of("ascending", "descending")))
            .orElse("ascending");
    return word.equals("ascending") ? Within.ASCENDING : Within.DESCENDING;
  }

  private static Within within(Setting word) {
    List<Within> known =
        List.of(Within.KEY, Within.SHUFFLE, Within.INTERLEAVE_GROUPS, Within.INTERLEAVE_SITES);
    List<String> words = known.stream().map(MixReader::word).toList();
    return known.get(words.indexOf(word.oneOf(words)));
  }

  private static Stage stage(Setting item) {
    item.only(List.of("name", "where"));
    return new Stage(item.field("name").text(), SelectorReader.read(item.field("where")));
  }

  /** As mixes write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
