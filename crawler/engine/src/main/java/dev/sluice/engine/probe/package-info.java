/**
 * What would a crawl meet at a seed? A few polite requests to a seed's host, and what their answers
 * say about it.
 */
@NullMarked
package dev.sluice.engine.probe;

import org.jspecify.annotations.NullMarked;
