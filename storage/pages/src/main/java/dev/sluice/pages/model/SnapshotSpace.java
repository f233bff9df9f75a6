package dev.sluice.pages.model;

/**
 * What a named snapshot costs on the disk now. It grows without the snapshot changing: a file is
 * shared until the store has merged it into another.
 *
 * @param bytes what its files take
 * @param apartBytes of these, in files that the store does not have any more
 * @param freedBytes of these, in files that no other snapshot has either: what deleting frees
 */
public record SnapshotSpace(long bytes, long apartBytes, long freedBytes) {}
