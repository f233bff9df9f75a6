/**
 * How can thousands of sites be served for so little that the crawler is what is measured?
 *
 * <p>By a server of its own kind, beside the one that can misbehave: one wildcard socket, a few
 * event loops, pages that are copied together from ready sentences and never stored, and a referee
 * whose memory grows with the number of hosts and not of requests.
 *
 * <pre>
 *   client ──► {@link dev.sluice.testweb.load.LoadServer} ──► event loop ──► pages
 *                                                               └──arrived, ended──► referee
 *   harness ──► {@link dev.sluice.testweb.load.ControlPort} ──report, reset──────────────┘
 * </pre>
 */
@NullMarked
package dev.sluice.testweb.load;

import org.jspecify.annotations.NullMarked;
