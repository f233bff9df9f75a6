/**
 * How do the answers get onto the wire?
 *
 * <p>A small HTTP/1.1 server over plain sockets, because faults need control of every byte.
 */
@NullMarked
package dev.sluice.testweb.serve;

import org.jspecify.annotations.NullMarked;
