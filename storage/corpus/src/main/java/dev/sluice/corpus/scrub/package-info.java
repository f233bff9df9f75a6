/**
 * What must not leave? Addresses, numbers and names of accounts by which people can be reached or
 * known: found, counted, and replaced.
 *
 * <p>Each kind is found by a scanner of its own, written by hand: one look at each character and a
 * bounded look around candidates, so that no text, however made, costs more than its length. No
 * regular expression looks for any, since none knows that a Han character ends a word of Latin
 * letters.
 */
@NullMarked
package dev.sluice.corpus.scrub;

import org.jspecify.annotations.NullMarked;
