/**
 * How fast is it, and beside whom? The throughput harness and comparisons with other crawlers. It
 * may see every module, so the rules of the house are tested here, too.
 *
 * <pre>
 * crawler/bench/run --help        all commands with their options
 * crawler/bench/run throughput    pages/s and their cost, with nothing that holds a crawler back
 * crawler/bench/run polite        how much of what a delay allows is used; whether it is kept
 * crawler/bench/run ingest        discovered URLs a second, at the beginning and at the end
 * crawler/bench/run start         how soon the daemon asks for a page, of a folder of millions of URLs
 * crawler/bench/run profile       where the CPU time goes
 * crawler/bench/run kill          what SIGKILL does at 200 moments
 * crawler/bench/run scrub         which personal data stands in texts, and how fast it is found
 * crawler/bench/run contamination what an index of benchmark items costs
 * </pre>
 *
 * <p>Tables go to standard output, ready for a document; remarks to standard error; raw figures, a
 * JSON object for each run, to {@code target/bench/COMMAND.jsonl}. Whoever publishes a figure runs
 * it on a machine with nothing else to do.
 *
 * <p>What makes the figures comparable: one web, served by a process of its own, for all
 * contestants of all rounds; pages are counted there, not by the crawlers; each run is a new
 * process with an empty folder; each round begins with another contestant; CPU time is the
 * kernel's, of the crawler's process from its start to its end, the virtual machine's own included.
 * Pages a second count from the first request to the last answer, so that neither a slow start nor
 * a slow end is in them.
 *
 * <p>The other crawlers are built on demand from {@code peers/}, outside of Sluice's own build;
 * none of their jars stands on Sluice's class path. {@code peers/bubing/bubing.properties} and
 * {@code peers/crawler4j/.../StockCrawler4j.java} say which of their settings are not their
 * defaults.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
