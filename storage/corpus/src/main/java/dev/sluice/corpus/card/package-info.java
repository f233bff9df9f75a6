/**
 * How is a corpus introduced to those who load it? The dataset card, {@code README.md}: a header
 * that the Hugging Face Hub and its {@code datasets} library read, then what is in it, in figures.
 */
@NullMarked
package dev.sluice.corpus.card;

import org.jspecify.annotations.NullMarked;
