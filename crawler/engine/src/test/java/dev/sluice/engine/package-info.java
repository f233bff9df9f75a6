/** Does a whole crawl do what it says? Asked of a pretend web on loopback. */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
