/**
 * Who asked that what be used no more?
 *
 * <p>The file {@code DATA/takedowns} has a line for each thing that happened, oldest first; fields
 * are apart by tabs, and a tab, line break or backslash within one is written {@code \t}, {@code
 * \n}, {@code \r} or {@code \\}:
 *
 * <pre>
 * SEAL  TIME  add       ID  KIND  WHAT  REASON  ASKER     somebody asked
 * SEAL  TIME  withdraw  ID  REASON                        it was a mistake, or is settled
 * SEAL  TIME  removed   ID  WORDS                         the pages were removed from the store
 * </pre>
 *
 * <p>The seal is the first 16 hexadecimal digits of the SHA-256 of the seal before, a line break,
 * and the rest of the line: a line that was changed, lost or put elsewhere is found. The file is
 * written anew under another name and renamed, so that no reader sees half of a line and a kill
 * leaves the demands as they were.
 */
@NullMarked
package dev.sluice.pages.demand;

import org.jspecify.annotations.NullMarked;
