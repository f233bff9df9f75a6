/**
 * Which states of the store are kept, and under which names? A snapshot is a RocksDB checkpoint:
 * hard links to the table files that the store has at a moment, and copies of the few small files
 * that still change. So it is made in a second, and costs nothing until the store merges its files.
 *
 * <pre>
 * DATA/snapshots/NAME/sluice-snapshot  the mark: name, time, version, counts, sequence number, bytes
 * DATA/snapshots/NAME/sluice-store     as in the data folder, so that it is opened like one
 * DATA/snapshots/NAME/readers          locked by those who read it, and by who deletes it
 * DATA/snapshots/NAME/rocks/           the checkpoint, with a seal
 * DATA/snapshots/.making-NAME/         one that is being made, or whose maker was killed
 * DATA/snapshots/.gone-NAME-RANDOM/    one that is being deleted, or whose end was cut short
 * </pre>
 *
 * <p>A snapshot appears and disappears by a rename, so what has a name is whole. What a kill leaves
 * begins with a dot; the next writer removes it.
 */
@NullMarked
package dev.sluice.pages.snapshot;

import org.jspecify.annotations.NullMarked;
