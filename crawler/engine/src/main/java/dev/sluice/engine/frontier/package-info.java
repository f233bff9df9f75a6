/**
 * What next, and when? The URLs that are known, the queues of those to come, the order of hosts,
 * and their clocks.
 *
 * <p><b>The life of a URL.</b> A page, a sitemap or a seed leads to it. {@link
 * dev.sluice.engine.frontier.Discovery} finds that it is new and writes, in the same batch as what
 * led there, its row in {@code urls} and its place in {@code queue}; its host is put on the {@link
 * dev.sluice.engine.frontier.Agenda} before that, so that none is forgotten. The agenda is on disk,
 * in the order of priority and waiting time. {@link dev.sluice.engine.frontier.Dispatch} calls
 * hosts into memory when a thread finds nothing to do among those that are there. There they stand
 * in {@link dev.sluice.engine.frontier.HostQueues}, each in the line of its IP address, and get a
 * turn when host and address may be asked again.
 *
 * <p>{@link dev.sluice.engine.frontier.Frontier#take} hands out a {@link
 * dev.sluice.engine.frontier.Lease}: to look up the host's address, to ask for its robots.txt, or
 * to fetch its next URL, if that is still in scope, within its seed's budgets, of no kind that the
 * host has shown to be a trap, and allowed. What is out of scope or over a budget is passed over
 * and stays in the queue, the latter with a note of the budget; what is a trap or disallowed is
 * marked so, without being asked for.
 *
 * <p>The thread brings back an outcome, and {@link dev.sluice.engine.frontier.Frontier#finish}
 * writes one batch: the capture, the new links, the URL's new state, the end of its place in the
 * queue, the host's clock and habits, and the tallies. Until that batch is committed the URL stands
 * in the queue, so a killed crawl just does it again. If the seed wants the page again, {@link
 * dev.sluice.engine.frontier.Recrawl} says when and it stands in {@code due}; when that time has
 * come, {@link dev.sluice.engine.frontier.Visits} puts it back into the queue.
 *
 * <p>A host leaves the memory when nothing of it is left, when it must not be asked for more than a
 * minute, or after a hundred requests if others wait. If all that it has queued is beyond this run,
 * or of seeds that are paused, it falls asleep: it stands in a lane of its own until a new link, a
 * change of its seeds, or the next run wakes it. {@link dev.sluice.engine.frontier.Reseeding} sees
 * to seeds that change while the crawl runs.
 *
 * <p><b>Who does what.</b> {@code Frontier} is the front. {@link dev.sluice.engine.frontier.Gate}
 * is the lock of all that is in memory, and knows when nothing is left to do. Behind it {@code
 * Dispatch} chooses the host and {@link dev.sluice.engine.frontier.Admission} looks at its URL once
 * more. Outcomes are put together without the lock: by {@link
 * dev.sluice.engine.frontier.PageSettlement} and {@link
 * dev.sluice.engine.frontier.RobotsSettlement}. What comes into queues goes through {@link
 * dev.sluice.engine.frontier.Intake}, and {@link dev.sluice.engine.frontier.Rounds} sees to pages
 * that are visited again.
 *
 * <p><b>Tables</b> (values begin with a version byte; see {@link dev.sluice.pages.codec.RowWriter};
 * times are milliseconds since 1970, in keys 8 bytes big-endian, in values 0 if there is none):
 *
 * <pre>
 * urls      key    URL key (see PageUrl.key)
 *           value  01, or 02 if redirects led there · status · kind · depth · redirects (of 02 only)
 *                  · seed (text) · found on (text, empty for a seed) · since
 *                  · attempts · detail (text) · visits
 *                  and, unless there was no visit and no interval is known,
 *                  · changes · interval (ms) · last visit · next visit
 * queue     key    host key · depth (1 byte, 255 at most) · queued at · rest of the URL key
 *           value  01
 * due       key    time of the visit · URL key
 *           value  01
 * hosts     key    host key
 *           value  01 · next request not before · delay of its robots.txt (ms) · failures not yet forgiven
 *                  · last failure · latency (ms) · priority · standing · stands there since
 *                  · cursor (bytes: the key in the queue before which nothing is left) · pages stored
 * habits    key    host key
 *           value  see dev.sluice.engine.scope.HostHabits; written now and then, and when the host leaves the memory
 * agenda    key    lane (1 byte: the host's priority 1 to 9, or 10 if it is asleep) · since · host key
 *           value  01; a drained host is not there
 * tallies   key    "urls" | "queued" | "fetched" | "failed" | "disallowed" | "refused" | "over_budget"
 *                  | "over " and one of the budgets among the Refusals: URLs that wait for it now
 *                  | "refused " and a Refusal in lower case: links that were not followed
 *                  | "pages of " and a seed's name | "hosts of " and a registered domain
 *                  | "queued of " and a seed's name | "over budget of " and a seed's name: its URLs that are so
 *                  | "by seed": 1 if these two were kept from the first URL on
 *                  | "pages in " and a registered domain, if its pages have a budget
 *           value  8-byte little-endian number
 * robots    see dev.sluice.engine.robots.Robots
 * </pre>
 */
@NullMarked
package dev.sluice.engine.frontier;

import org.jspecify.annotations.NullMarked;
