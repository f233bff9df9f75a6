/**
 * What did somebody else's crawl see? Records of archives become captures, as if this crawler had
 * fetched them: bodies decoded, URLs in normal form, owners' wishes read.
 *
 * <pre>
 * ArchiveImport   one import: archives in, captures and counts out
 * ArchiveCaptures the same captures without a store, for Spark
 * PageRecords     a record and the metadata record behind it
 * RecordReader    what a record says, as a capture; by several threads
 * ServerFiles     robots.txt and tdmrep.json that stand among the records
 * Revisits        records that say that a page was as before, and which one that is
 * Deposit         the store's side: nothing twice, batch by batch
 * </pre>
 *
 * <p>Nothing is written down of how far an import is: a capture is known by URL and time, so the
 * same archive adds nothing when it is read again, and an import that was ended goes on by reading
 * what it has already, which costs a sixth. The frontier learns nothing of these pages.
 */
@NullMarked
package dev.sluice.engine.archive;

import org.jspecify.annotations.NullMarked;
