package dev.sluice.engine.frontier;

import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostSurvey;
import dev.sluice.engine.model.HostSurvey.CutHost;
import dev.sluice.engine.scope.HostHabits;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts hosts one by one, and keeps the names of a few. */
final class Surveyor {

  private static final int MOST_NAMED = 20;

  /** The least of those that are named comes first, to make room for a greater one. */
  private static final Comparator<CutHost> LEAST_CUT =
      Comparator.comparingInt(CutHost::kinds)
          .thenComparing(Comparator.comparing(CutHost::name).reversed());

  private final Map<Standing, Integer> standings = new EnumMap<>(Standing.class);
  private final List<String> givenUp = new ArrayList<>();
  private final PriorityQueue<CutHost> cut = new PriorityQueue<>(LEAST_CUT);
  private int seen;

  Surveyor() {
    for (Standing standing : Standing.values()) {
      standings.put(standing, 0);
    }
  }

  void add(String hostKey, HostRecord host, HostHabits habits) {
    seen++;
    standings.merge(host.standing(), 1, Integer::sum);
    if (host.standing() == Standing.GIVEN_UP && givenUp.size() < MOST_NAMED) {
      givenUp.add(PageUrl.hostOfKey(hostKey));
    }
    addCut(new CutHost(PageUrl.hostOfKey(hostKey), habits.cuts()));
  }

  private void addCut(CutHost host) {
    if (host.kinds() > 0) {
      cut.add(host);
      if (cut.size() > MOST_NAMED) {
        cut.remove();
      }
    }
  }

  int seen() {
    return seen;
  }

  HostSurvey result(boolean all) {
    List<CutHost> mostCut = cut.stream().sorted(LEAST_CUT.reversed()).toList();
    return new HostSurvey(seen, all, standings, givenUp, mostCut);
  }
}
