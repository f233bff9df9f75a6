/**
 * What stands in somebody else's archive, whatever its age, compression and damage? Records of WARC
 * (ISO 28500) and ARC files as they are; what they mean for the store is said where they are put
 * there. Archives of our own, and what their records mean, are the matter of {@code pages.warc}.
 *
 * <pre>
 * ArchiveReading   records, and places where none can be read
 * RecordInput      lines and blocks of a member
 * Members          a member after the other; Source, and an Unpacking for gzip, zstd and plain files
 * HttpMessage      the answer in a record's block
 * </pre>
 *
 * <p>jwarc, which writes our own archives, is not used to read these: it ends at the first damage,
 * takes a missing length for 0, and lets a record with a wrong one run on into the next ones.
 */
@NullMarked
package dev.sluice.pages.archive;

import org.jspecify.annotations.NullMarked;
