/**
 * How is a row written as bytes? A version byte, then fields in a fixed order: the one row format
 * of every table, those of other modules included.
 */
@NullMarked
package dev.sluice.pages.codec;

import org.jspecify.annotations.NullMarked;
