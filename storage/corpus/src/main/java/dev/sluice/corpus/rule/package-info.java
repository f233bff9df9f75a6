/**
 * Is it worth keeping? The page steps, one class each: those that make a document out of a page and
 * those that judge it. All are pure, and safe for use by several threads.
 *
 * <p>A step declares itself as a {@link dev.sluice.corpus.model.StepKind}: its name in recipes, its
 * parameters with their defaults, and the published names of its rules. To add one, write a class
 * here and name its kind in {@code dev.sluice.corpus.recipe.StepKinds}.
 */
@NullMarked
package dev.sluice.corpus.rule;

import org.jspecify.annotations.NullMarked;
