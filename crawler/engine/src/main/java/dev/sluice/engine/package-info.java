/**
 * How is the web crawled? The front door of the engine: a {@link dev.sluice.engine.Crawl} from
 * seeds into a data folder, and what the data folder knows of a crawl afterwards.
 */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
