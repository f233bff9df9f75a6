/** What does SIGKILL do to a crawl, at hundreds of moments? Nothing, if all is well. */
@NullMarked
package dev.sluice.bench.kill;

import org.jspecify.annotations.NullMarked;
