/**
 * What happened to all of it? The ledger, with a row for every capture that is no document, and the
 * funnel, with what each step took in and dropped.
 */
@NullMarked
package dev.sluice.corpus.report;

import org.jspecify.annotations.NullMarked;
