package dev.sluice.engine.frontier;

import dev.sluice.engine.robots.RobotsFetch;

/**
 * A request that a robots.txt needs, and for whose sake it is made.
 *
 * @param fetch what to ask for
 * @param seed name of the seed whose page needs the rules
 */
public record RobotsErrand(RobotsFetch fetch, String seed) {}
