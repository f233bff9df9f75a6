package dev.sluice.service.daemon;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far an export is, as it tells other processes.
 *
 * @param phase {@code learn}, {@code prepare}, {@code choose}, {@code write}, {@code ledger} or
 *     {@code record}
 * @param phaseNumber its place among those that the export has, from 1
 * @param phases how many these are
 * @param done of the phase, in its own unit: captures, or documents when it writes, or thousandths
 *     of steps when it chooses or records
 * @param total of the phase
 * @param ratePerS so many of these a second lately, at most half a minute back; 0 when nothing is
 *     known of it
 * @param etaS seconds that the phase will still take at this rate; nothing while there is no rate
 * @param startedAt of the process that exports
 * @param at when this was so
 * @param pid the process that exports
 * @param snapshot its name; nothing if the store is exported as it was when the export started
 * @param recipe its name and version
 */
public record ExportProgress(
    String phase,
    int phaseNumber,
    int phases,
    long done,
    long total,
    double ratePerS,
    OptionalLong etaS,
    Instant startedAt,
    Instant at,
    long pid,
    Optional<String> snapshot,
    String recipe) {}
