/**
 * Which classes break the rules of the house? Examples on which the tests of the rules are tested.
 */
@NullMarked
package dev.sluice.engine.model.bad;

import org.jspecify.annotations.NullMarked;
