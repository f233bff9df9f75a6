/**
 * What next, and when? The URLs that are known, the queue of those to come, and the clocks of the
 * hosts.
 *
 * <p>The life of a URL. A page links to it; {@link dev.sluice.engine.frontier.Discovery} finds that
 * it is new and writes, in the same batch as that page, its row in {@code urls} and its place in
 * {@code queue}. Its host stands in {@link dev.sluice.engine.frontier.HostQueues} until it may be
 * asked again; then {@link dev.sluice.engine.frontier.Frontier#take} hands the host's next URL to a
 * thread as a {@link dev.sluice.engine.frontier.Lease}, if robots.txt allows it. The thread brings
 * back an outcome, and {@link dev.sluice.engine.frontier.Frontier#finish} writes one batch: the
 * capture, the new links, the URL's new state, the end of its place in the queue, and the host's
 * clock. Until that batch is committed the URL stands in the queue, so a killed crawl just does it
 * again.
 *
 * <p><b>Tables</b> (values begin with a version byte; see {@link
 * dev.sluice.pages.codec.RowWriter}):
 *
 * <pre>
 * urls      key    URL key (see PageUrl.key)
 *           value  01 · status · depth · seed (text) · found on (text, empty for a seed) · since (ms) · attempts · detail (text)
 * queue     key    host key · priority (1 byte, the depth, 255 at most) · queued at (8 bytes, ms, big-endian) · rest of the URL key
 *           value  01
 * hosts     key    host key
 *           value  01 · next request not before (ms) · delay of its robots.txt (ms) · failures in a row
 * tallies   key    "urls" | "queued" | "fetched" | "failed" | "disallowed"
 *           value  8-byte little-endian number
 * robots    see dev.sluice.engine.robots.Robots
 * </pre>
 */
@NullMarked
package dev.sluice.engine.frontier;

import org.jspecify.annotations.NullMarked;
