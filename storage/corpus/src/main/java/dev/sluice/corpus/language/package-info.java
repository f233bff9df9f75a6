/**
 * In which language? Each paragraph by its script, and by n-grams where a script serves many
 * languages; then the text, by its paragraphs.
 */
@NullMarked
package dev.sluice.corpus.language;

import org.jspecify.annotations.NullMarked;
