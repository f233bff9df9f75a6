/**
 * Is it worth keeping? The page steps, one class each: those that make a document out of a page and
 * those that judge it. All are pure, and safe for use by several threads.
 *
 * <p>A step declares itself as a {@link dev.sluice.corpus.model.StepKind}: its name in recipes, its
 * parameters with their defaults, and the published names of its rules. To add one, write a class
 * here and name its kind in {@code dev.sluice.corpus.recipe.StepKinds}.
 *
 * <p>The rules of published corpora count what the implementation counts that their {@code reading}
 * names, down to what Python takes for white space ({@code Chars}). They cut texts into places
 * ({@code Spans}), not strings, and compare words, lines and n-grams by 64-bit hashes ({@code
 * Hashed}, {@code Groups}, {@code Ngrams}).
 */
@NullMarked
package dev.sluice.corpus.rule;

import org.jspecify.annotations.NullMarked;
