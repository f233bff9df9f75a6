/**
 * May we? The Robots Exclusion Protocol (RFC 9309), parsed by crawler-commons; what owners say
 * there and in their tdmrep.json about the use of their pages; and the sitemaps that they offer.
 *
 * <p>A server's rules are asked for before anything else of it, kept in the store for a day, and
 * looked at whenever a URL is handed out, so that they hold for URLs that were found earlier too.
 */
@NullMarked
package dev.sluice.engine.robots;

import org.jspecify.annotations.NullMarked;
