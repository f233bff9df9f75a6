/**
 * How do rows travel between machines, and where to? As the bytes in which segments keep them, by
 * Kryo.
 */
@NullMarked
package dev.sluice.spark.wire;

import org.jspecify.annotations.NullMarked;
