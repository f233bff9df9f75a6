/**
 * Which steps, in which order, with which limits? Recipes: YAML files read strictly, so that each
 * mistake is named with its line, and written out in full, so that their hash says what was done.
 */
@NullMarked
package dev.sluice.corpus.recipe;

import org.jspecify.annotations.NullMarked;
