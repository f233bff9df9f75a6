/**
 * How can a crawler be tried out without bothering anybody?
 *
 * <p>With a pretend web. A {@link dev.sluice.testweb.TestWeb} serves sites on loopback, each at an
 * address of its own (127.81.0.1 and upward) and all on one port. The pages are written by hand or
 * generated from a seed, any path can be given a fault, and a referee stands at the server and
 * writes down who asked for what, and when.
 *
 * <pre>
 *   builder ──describes──► site ──pages, links, robots──► truth: what a perfect crawl finds
 *                           │
 *   crawler ──HTTP──► serve ┴─► fault, or the page
 *                       │
 *                       └─every request──► referee: what an impolite crawl did
 * </pre>
 *
 * <p>A test in ten lines:
 *
 * <pre>{@code
 * try (TestWeb web =
 *     TestWeb.builder()
 *         .site("news", s -> s.generated(PageMix.english(20, 42)).link("/secret", "/slow")
 *             .robots("User-agent: *\nDisallow: /secret\n")
 *             .fault("/slow", Faults.slowFirstByte(Duration.ofSeconds(1))))
 *         .start()) {
 *   Set<String> crawled = crawl(web.seeds());
 *   assertThat(crawled).isEqualTo(web.truth().reachable());
 *   assertThat(web.referee().allViolations(Duration.ofMillis(100), Duration.ofMillis(5))).isEmpty();
 * }
 * }</pre>
 *
 * <p>Two webs are ready-made besides the demo's. {@link dev.sluice.testweb.TestWeb#hostile} has
 * more than a hundred sites with one evil each, and says of each what must come of it. {@link
 * dev.sluice.testweb.LoadWeb} serves thousands of sites of good pages, for throughput, with a
 * server and a referee of its own, in a process of its own if need be.
 *
 * <p>Where to read on: {@link dev.sluice.testweb.SiteBuilder} for what a site can have, {@link
 * dev.sluice.testweb.Faults} for what can go wrong, {@link dev.sluice.testweb.model.Referee} for
 * what is judged and how the times are taken. The rooms are {@code prose} (what a page says),
 * {@code site} (what is at a target), {@code fault} (how an answer goes wrong), {@code serve}
 * (bytes on the wire), {@code referee}, and {@code load} (the web for throughput); they share the
 * values in {@code model}.
 */
@NullMarked
package dev.sluice.testweb;

import org.jspecify.annotations.NullMarked;
