/**
 * May we? The Robots Exclusion Protocol (RFC 9309), parsed by crawler-commons.
 *
 * <p>A server's rules are asked for before anything else of it, kept in the store for a day, and
 * looked at whenever a URL is handed out, so that they hold for URLs that were found earlier too.
 */
@NullMarked
package dev.sluice.engine.robots;

import org.jspecify.annotations.NullMarked;
