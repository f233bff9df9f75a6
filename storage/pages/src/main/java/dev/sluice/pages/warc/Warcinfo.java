package dev.sluice.pages.warc;

/**
 * What the first record of a file says of all others.
 *
 * @param software what wrote the file, with its version
 * @param isPartOf what the records are of, such as a snapshot
 * @param description for people
 */
public record Warcinfo(String software, String isPartOf, String description) {}
