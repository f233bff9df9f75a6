/**
 * What is a document, and what was found out about it? Values, and the small interfaces of the
 * functions that make them. All functions of this module are pure: no files, no clock, no statics,
 * no logging.
 */
@NullMarked
package dev.sluice.corpus.model;

import org.jspecify.annotations.NullMarked;
