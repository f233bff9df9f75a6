/**
 * Is it still what was written? Checks the folder of a finished export: every file against its
 * digest, the numbers of the manifest against each other, and what is in the files against the
 * ledger; and tells in what two exports differ.
 */
@NullMarked
package dev.sluice.corpus.verify;

import org.jspecify.annotations.NullMarked;
