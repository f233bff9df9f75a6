package dev.sluice.bench.process;

/**
 * What a process that has ended cost.
 *
 * @param cpuSeconds user and system time of the process and of all that it started and waited for
 * @param peakBytes the largest resident memory (VmHWM) that any one of these processes had
 * @param exitCode as the shell gives it: 128 and the signal's number for one that was killed
 */
public record Usage(double cpuSeconds, long peakBytes, int exitCode) {}
