package dev.sluice.corpus.mix;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a mix asks for, wherever in it. */
final class MixNames {

  private MixNames() {}

  /** All of its selectors. */
  static Stream<Selector> selectors(Mix mix) {
    return Stream.of(
            mix.groups().stream().map(Mix.Group::where),
            mix.caps().stream().map(Mix.Cap::where),
            mix.order().stages().stream().map(Mix.Stage::where))
        .flatMap(it -> it);
  }

  /** The numbers that rules have measured: they have a slash in their names, our own have none. */
  static Set<String> measured(Mix mix) {
    Set<String> names = new TreeSet<>();
    selectors(mix)
        .flatMap(it -> it.conditions().stream())
        .filter(Selector.Between.class::isInstance)
        .map(it -> ((Selector.Between) it).number())
        .forEach(names::add);
    mix.groups().forEach(it -> it.prefer().ifPresent(names::add));
    mix.order().by().ifPresent(names::add);
    names.removeIf(it -> !it.contains("/"));
    return names;
  }
}
