package dev.sluice.corpus.model;

/**
 * An export that is whole: what its manifest says.
 *
 * @param manifest its manifest
 * @param sha256 digest of the manifest's file, 64 hexadecimal digits
 */
public record FinishedExport(Manifest manifest, String sha256) {}
