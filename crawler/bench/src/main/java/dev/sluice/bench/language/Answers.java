package dev.sluice.bench.language;

import java.util.List;

/**
 * What an identifier said of some texts.
 *
 * @param identifier its name
 * @param codes one for each text
 * @param scripts ISO 15924, one for each text; none for identifiers that do not tell them
 * @param scores one for each text; none for other identifiers
 * @param nanosPerText CPU time
 */
record Answers(
    String identifier,
    List<String> codes,
    List<String> scripts,
    List<Double> scores,
    long nanosPerText) {}
