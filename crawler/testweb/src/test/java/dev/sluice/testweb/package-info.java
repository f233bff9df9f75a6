/** Does the pretend web do what it says? Asked over real sockets. */
@NullMarked
package dev.sluice.testweb;

import org.jspecify.annotations.NullMarked;
