package dev.sluice.corpus.model;

/**
 * What all documents of an export have in common.
 *
 * @param source their {@code source}, such as {@code sluice}
 * @param version their {@code version}: the recipe's label
 * @param snapshot id of the snapshot they are from, their {@code dump}
 */
public record Edition(String source, String version, String snapshot) {}
