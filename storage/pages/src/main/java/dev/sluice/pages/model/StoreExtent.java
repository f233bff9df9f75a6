package dev.sluice.pages.model;

/**
 * How much a store holds.
 *
 * @param captures answers of servers
 * @param bodies different bodies, empty ones left out
 * @param bodyBytes their bytes before compression
 */
public record StoreExtent(long captures, long bodies, long bodyBytes) {}
