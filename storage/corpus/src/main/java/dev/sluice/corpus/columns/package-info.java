/**
 * How are values kept column by column? Tables as Parquet files: written row by row, read by the
 * columns and groups of rows that a question needs.
 *
 * <p>All columns are optional, and flat but for lists and maps, which are only written. Pages are
 * compressed with zstd. Equal rows give equal bytes: groups end after a number of rows, never by
 * the use of memory, and nothing of the machine is in the file.
 */
@NullMarked
package dev.sluice.corpus.columns;

import org.jspecify.annotations.NullMarked;
