package dev.sluice.engine.model;

import dev.sluice.pages.model.ContentHash;

/**
 * What the last visit of a page brought, to be compared with the next one.
 *
 * @param validators by which the server can tell whether the page has changed since
 * @param status HTTP status of that answer
 * @param bodyHash digest of its body
 */
public record PriorVisit(Validators validators, int status, ContentHash bodyHash) {}
