/** Does the fetcher come to an end with any server, and say how? */
@NullMarked
package dev.sluice.engine.fetch;

import org.jspecify.annotations.NullMarked;
