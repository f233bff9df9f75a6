/**
 * What happened to all of it? The ledger, with a row for every capture; the report, with what each
 * step took in and dropped, examples, histograms and alarms; and answers from the ledger.
 */
@NullMarked
package dev.sluice.corpus.report;

import org.jspecify.annotations.NullMarked;
