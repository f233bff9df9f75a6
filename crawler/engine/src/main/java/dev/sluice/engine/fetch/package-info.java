/**
 * How do bytes come off the wire? One exchange at a time, with limits that hold against any server:
 * addresses, silence, whole time, size. HTTP is parsed by Apache HttpCore; zstd-jni and Google's
 * Brotli decoder, the one in plain Java, undo what the JDK cannot.
 *
 * <pre>
 * Fetcher        the front: a request in, an answer or a failure out
 * Exchange       one fetch on its way: lookup, connection, TLS, header, body
 * AddressBook    which address a host is asked at; Hosts, AddressPolicy
 * Connections    connections that wait for the next request to their server
 * Connection     a socket with HTTP/1.1 over it; Tls, Framing, Wire, RequestWriter
 * BodyReader     bodies, cut at a limit; BodyInput, ContentCodings
 * Deadline       ends what takes too long
 * </pre>
 */
@NullMarked
package dev.sluice.engine.fetch;

import org.jspecify.annotations.NullMarked;
