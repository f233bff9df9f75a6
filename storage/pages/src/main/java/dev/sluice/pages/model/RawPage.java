package dev.sluice.pages.model;

/**
 * A capture with its body: all that a cleaning function may know of a page.
 *
 * @param capture the facts of the fetch
 * @param body the bytes after transfer and content decoding; not to be changed
 */
public record RawPage(Capture capture, byte[] body) {}
