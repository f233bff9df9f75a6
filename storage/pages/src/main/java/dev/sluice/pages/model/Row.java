package dev.sluice.pages.model;

/**
 * One row of a table.
 *
 * @param key the key's bytes; not to be changed
 * @param value the value's bytes; not to be changed
 */
public record Row(byte[] key, byte[] value) {}
