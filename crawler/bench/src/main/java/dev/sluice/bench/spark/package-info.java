/**
 * Does the export on Spark give what the export on one machine gives, and what does it cost?
 *
 * <pre>
 * SparkLayout   a folder like that of Spark's official distribution, made of its jars
 * SparkCluster  a master and workers, each a JVM of its own, on loopback
 * SparkJob      one submission, its log and its events
 * SparkBench    the command: parity, overhead, growth
 * </pre>
 */
@NullMarked
package dev.sluice.bench.spark;

import org.jspecify.annotations.NullMarked;
