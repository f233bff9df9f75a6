/**
 * How do bytes come off the wire? One exchange at a time, with limits that hold against any server:
 * addresses, silence, whole time, size. The HTTP client is Apache HttpClient.
 */
@NullMarked
package dev.sluice.engine.fetch;

import org.jspecify.annotations.NullMarked;
