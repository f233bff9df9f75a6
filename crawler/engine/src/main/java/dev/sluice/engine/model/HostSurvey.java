package dev.sluice.engine.model;

import dev.sluice.engine.model.HostRecord.Standing;
import java.util.List;
import java.util.Map;

/**
 * How many hosts stand where, and which of them stick out.
 *
 * @param seen hosts that were looked at
 * @param all whether those are all that the crawl knows
 * @param standings how many of those stand where; every standing has its number
 * @param givenUp names of the first of them whose servers were given up, at most 20
 * @param mostCut those of which most kinds of URLs are cut, the most cut first, at most 20
 */
public record HostSurvey(
    int seen,
    boolean all,
    Map<Standing, Integer> standings,
    List<String> givenUp,
    List<CutHost> mostCut) {

  public HostSurvey {
    standings = Map.copyOf(standings);
    givenUp = List.copyOf(givenUp);
    mostCut = List.copyOf(mostCut);
  }

  /**
   * A host that taught that some of its URLs bring nothing new.
   *
   * @param name of the host
   * @param kinds of its URLs that are cut
   */
  public record CutHost(String name, int kinds) {}
}
