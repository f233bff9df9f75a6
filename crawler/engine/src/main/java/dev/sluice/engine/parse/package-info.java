/**
 * Which links and wishes does a page carry? HTML read with jsoup, links brought into normal form
 * with crawler-commons.
 */
@NullMarked
package dev.sluice.engine.parse;

import org.jspecify.annotations.NullMarked;
