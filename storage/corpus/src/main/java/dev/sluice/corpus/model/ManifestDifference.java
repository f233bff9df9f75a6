package dev.sluice.corpus.model;

/**
 * Something in which two exports differ.
 *
 * @param what the field of the manifest, or the file
 * @param isCause true if it is something that exports are made from, so that others follow from it
 * @param here what it is in the first, for people
 * @param there what it is in the second
 */
public record ManifestDifference(String what, boolean isCause, String here, String there) {}
