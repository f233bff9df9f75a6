/**
 * What did a process cost? CPU seconds as the kernel counted them when it ended, memory at its
 * peak.
 */
@NullMarked
package dev.sluice.bench.process;

import org.jspecify.annotations.NullMarked;
