package dev.sluice.engine.frontier;

/**
 * How a crawl stands at a moment.
 *
 * @param queued URLs that wait to be fetched, in this run or, where it cannot reach them, another
 * @param hostsReady hosts that may be asked now and wait only for a thread
 * @param hostsWaiting hosts whose time has not come
 * @param inFlight requests under way
 */
public record FrontierProgress(long queued, int hostsReady, int hostsWaiting, int inFlight) {}
