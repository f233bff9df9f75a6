/**
 * What does a site have to say, and what should a crawler find there?
 *
 * <p>A {@link dev.sluice.testweb.site.Site} answers targets from its page sources: pages written by
 * hand, pages generated from their number, a calendar without end. The same sources know their
 * links, so the {@link dev.sluice.testweb.site.Walk} finds the truth without a network.
 */
@NullMarked
package dev.sluice.testweb.site;

import org.jspecify.annotations.NullMarked;
