package dev.sluice.engine.model;

import dev.sluice.pages.model.UrlRange;

/**
 * What is to be purged.
 *
 * @param words what it is, as the object of a sentence
 * @param urls the URLs that it has
 */
public record PurgeTarget(String words, UrlRange urls) {}
