/**
 * Does the daemon bear it? Hours of work with changes, exports, restarts and kills; an export
 * beside the crawl; people and programs who ask how it stands.
 */
@NullMarked
package dev.sluice.bench.daemon;

import org.jspecify.annotations.NullMarked;
