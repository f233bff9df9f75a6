package dev.sluice.engine.frontier;

import dev.sluice.pages.model.Origin;
import java.util.List;

/**
 * How a crawl stands at a moment.
 *
 * @param pages captures that were stored in this run
 * @param queued URLs that wait to be fetched, in this run or, where it cannot reach them, another
 * @param overBudget URLs that wait because a budget of pages was used up when their turn came
 * @param hostsReady hosts that may be asked now and wait only for a thread
 * @param hostsWaiting hosts whose time has not come
 * @param inFlight requests under way
 * @param unreachable servers that were given up in this run, since their robots.txt could not be
 *     had; the first of them
 */
public record FrontierProgress(
    long pages,
    long queued,
    long overBudget,
    int hostsReady,
    int hostsWaiting,
    int inFlight,
    List<Origin> unreachable) {}
