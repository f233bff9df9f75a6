/**
 * What would another recipe do to the pages that are stored? Two recipes are run over the same
 * pages, and what they make of each is compared; limits are proposed from pages that are trusted.
 */
@NullMarked
package dev.sluice.corpus.preview;

import org.jspecify.annotations.NullMarked;
