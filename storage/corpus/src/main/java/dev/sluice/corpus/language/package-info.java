/**
 * In which language? Scripts are counted first, and n-grams decide where a script serves many
 * languages. OpenNLP is spoken here only.
 */
@NullMarked
package dev.sluice.corpus.language;

import org.jspecify.annotations.NullMarked;
