/**
 * What have the pages of a site in common? Learned from a sample of them, before any is cleaned.
 *
 * <p>The idea, its limits and its sources are told by {@link dev.sluice.corpus.site.SiteLearner};
 * which of a page's blocks are then left out, by the extractor.
 */
@NullMarked
package dev.sluice.corpus.site;

import org.jspecify.annotations.NullMarked;
