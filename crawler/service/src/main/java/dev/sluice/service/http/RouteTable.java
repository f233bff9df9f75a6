package dev.sluice.service.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All routes, by path. */
final class RouteTable {

  private static final String BELOW = "*";

  private final List<Route> all = new ArrayList<>();
  private final Map<String, Map<String, Route>> byPath = new TreeMap<>();

  RouteTable(List<Routes> groups) {
    for (Routes group : groups) {
      for (Route route : group.routes()) {
        add(route);
      }
    }
  }

  private void add(Route route) {
    all.add(route);
    Route before =
        byPath
            .computeIfAbsent(route.path(), path -> new TreeMap<>())
            .put(route.verb().name(), route);
    if (before != null) {
      throw new IllegalArgumentException(route.verb() + " " + route.path() + " stands twice");
    }
  }

  List<Route> all() {
    return all;
  }

  Optional<Route> find(String verb, String path) {
    return Optional.ofNullable(at(path).get(verb));
  }

  /** What can be done at a path. */
  List<String> verbs(String path) {
    return List.copyOf(at(path).keySet());
  }

  /** All paths. */
  List<String> paths() {
    return List.copyOf(byPath.keySet());
  }

  private Map<String, Route> at(String path) {
    Map<String, Route> exact = byPath.get(path);
    if (exact != null) {
      return exact;
    }
    String parent = path.substring(0, path.lastIndexOf('/') + 1);
    return byPath.getOrDefault(parent + BELOW, Map.of());
  }
}
