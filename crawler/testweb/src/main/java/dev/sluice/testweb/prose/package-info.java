/**
 * What could a page say?
 *
 * <p>Seeded prose in English and Chinese, made of whole sentences with function words, so that the
 * rules of a corpus judge it as they would judge a person's writing. Sentence patterns and words
 * are in the {@code .grammar} resources next to this package.
 */
@NullMarked
package dev.sluice.testweb.prose;

import org.jspecify.annotations.NullMarked;
