package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What near-duplicate is to choose, worked out as one would explain it: all pages of a key in a
 * list, all pairs in a set, all likenesses in a graph, clusters by walking through the graph.
 */
final class StraightforwardClusters {

  private final NearPages made;
  private final GlobalStep step;
  private final NearPrint prints;
  private final double verify;
  private final boolean star;
  private final KeepPolicy keep;
  private final Map<Integer, String> told = new TreeMap<>();
  private final Map<Integer, Set<Integer>> alike = new HashMap<>();
  private final Map<Integer, TreeSet<Integer>> documents = new HashMap<>();

  StraightforwardClusters(
      NearPages made, GlobalStep step, double verify, boolean star, String keep) {
    this.made = made;
    this.step = step;
    this.prints = Prints.with("verify: " + verify);
    this.verify = verify;
    this.star = star;
    this.keep = KeepPolicy.of(new Parameters(Map.of("keep", List.of(keep), "score", List.of())));
  }

  Map<Integer, String> told() {
    return told;
  }

  void drop(Selection before) {
    List<Integer> order = new ArrayList<>(SomePages.chosen(before));
    order.sort(
        Comparator.<Integer>comparingLong(it -> keep.rank(signature(it)))
            .thenComparing(Comparator.naturalOrder()));
    link(order);
    Map<Integer, Integer> winners = new HashMap<>();
    Map<Integer, Integer> lostToEarlier = new HashMap<>();
    if (star) {
      star(order, winners, lostToEarlier);
    } else {
      connected(order, winners, lostToEarlier);
    }
    tell(before, order, winners, lostToEarlier);
  }

  private Signature signature(int candidate) {
    return made.pages().signature(candidate);
  }

  private void link(List<Integer> order) {
    Map<Long, List<Integer>> buckets = new HashMap<>();
    for (int candidate : order) {
      for (long key : step.keys(signature(candidate), made.print(candidate))) {
        buckets.computeIfAbsent(key, any -> new ArrayList<>()).add(candidate);
      }
    }
    buckets.forEach(
        (key, members) -> {
          for (int i = 0; i < members.size(); i++) {
            for (int j = 0; j < Math.min(i, 64); j++) {
              link(members.get(i), members.get(j));
            }
            List<Integer> earlier = made.earlierWith(key);
            for (int document : earlier.subList(0, Math.min(64, earlier.size()))) {
              linkEarlier(members.get(i), document);
            }
          }
        });
  }

  private void link(int one, int other) {
    if (verify == 0 || similarity(one, other) >= verify) {
      alike.computeIfAbsent(one, any -> new HashSet<>()).add(other);
      alike.computeIfAbsent(other, any -> new HashSet<>()).add(one);
    }
  }

  private void linkEarlier(int candidate, int document) {
    if (verify == 0 || ofEarlier(candidate, document) >= verify) {
      documents.computeIfAbsent(candidate, any -> new TreeSet<>()).add(document);
    }
  }

  private double similarity(int one, int other) {
    return prints.jaccard(made.print(one), made.print(other));
  }

  private double ofEarlier(int candidate, int document) {
    return prints.jaccard(made.print(candidate), made.earlierPrint(document));
  }

  private OptionalInt firstEarlier(int candidate) {
    TreeSet<Integer> all = documents.getOrDefault(candidate, new TreeSet<>());
    return all.isEmpty() ? OptionalInt.empty() : OptionalInt.of(all.first());
  }

  private void star(
      List<Integer> order, Map<Integer, Integer> winners, Map<Integer, Integer> lostToEarlier) {
    List<Integer> kept = new ArrayList<>();
    for (int candidate : order) {
      OptionalInt document = firstEarlier(candidate);
      if (document.isPresent()) {
        lostToEarlier.put(candidate, document.getAsInt());
        continue;
      }
      Set<Integer> like = alike.getOrDefault(candidate, Set.of());
      int winner = kept.stream().filter(like::contains).findFirst().orElse(candidate);
      winners.put(candidate, winner);
      if (winner == candidate) {
        kept.add(candidate);
      }
    }
  }

  private void connected(
      List<Integer> order, Map<Integer, Integer> winners, Map<Integer, Integer> lostToEarlier) {
    Set<Integer> seen = new HashSet<>();
    for (int best : order) {
      List<Integer> component = new ArrayList<>();
      Deque<Integer> open = new ArrayDeque<>(List.of(best));
      while (!open.isEmpty()) {
        int next = open.pop();
        if (seen.add(next)) {
          component.add(next);
          open.addAll(alike.getOrDefault(next, Set.of()));
        }
      }
      OptionalInt document =
          component.stream().map(this::firstEarlier).flatMapToInt(OptionalInt::stream).min();
      for (int member : component) {
        if (document.isPresent()) {
          lostToEarlier.put(member, document.getAsInt());
        } else {
          winners.put(member, best);
        }
      }
    }
  }

  private void tell(
      Selection before,
      List<Integer> order,
      Map<Integer, Integer> winners,
      Map<Integer, Integer> lostToEarlier) {
    Map<Integer, Integer> groups = new HashMap<>();
    winners.forEach((loser, winner) -> groups.merge(winner, before.group(loser), Integer::sum));
    for (int candidate = 0; candidate < before.count(); candidate++) {
      told.put(candidate, "dropped before");
    }
    for (int candidate : order) {
      if (lostToEarlier.containsKey(candidate)) {
        int document = lostToEarlier.get(candidate);
        double measured = verify == 0 ? 2 : ofEarlier(candidate, document);
        told.put(candidate, "lost to earlier " + document + " with " + (float) measured);
      } else if (winners.get(candidate) == candidate) {
        told.put(candidate, "stays for " + groups.get(candidate));
      } else {
        int winner = winners.get(candidate);
        double measured = verify == 0 ? groups.get(winner) : similarity(candidate, winner);
        told.put(candidate, "lost to " + winner + " with " + (float) measured);
      }
    }
  }
}
