/**
 * Was the crawler polite?
 *
 * <p>The referee stands at the server, so it measures what really arrived and not what a crawler
 * believes to have sent.
 */
@NullMarked
package dev.sluice.testweb.referee;

import org.jspecify.annotations.NullMarked;
