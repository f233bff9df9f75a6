package dev.sluice.pages.archive;

import java.io.Serializable;

/**
 * The robots.txt or tdmrep.json of a server, as an archive has it; in a form that can be sent to
 * another machine.
 *
 * @param url of the file
 * @param fetchedAt when the server gave it, in milliseconds since 1970
 * @param body its bytes
 */
public record ServerFile(String url, long fetchedAt, byte[] body) implements Serializable {}
