/**
 * Which links and wishes does a page carry? HTML read with jsoup, links brought into normal form by
 * hand; crawler-commons is what its tests compare with.
 */
@NullMarked
package dev.sluice.engine.parse;

import org.jspecify.annotations.NullMarked;
