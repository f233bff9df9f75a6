/**
 * What did the user write? Settings files (seeds, recipes, configuration) read strictly, so that
 * each mistake is named with its file, its line and what was probably meant.
 */
@NullMarked
package dev.sluice.pages.settings;

import org.jspecify.annotations.NullMarked;
