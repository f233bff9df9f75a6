package dev.sluice.service.extract;

/**
 * A line of the output.
 *
 * @param json its bytes, with the line's end
 * @param characters length of the page's text
 * @param error what went wrong; empty if nothing did
 */
record ExtractedLine(byte[] json, int characters, String error) {}
