/**
 * How can an answer go wrong?
 *
 * <p>One class a family: late answers, broken connections, false lengths, strange heads, odd
 * bodies, redirects and statuses. Each fault is a value that knows how to answer on a {@link
 * dev.sluice.testweb.model.Wire}.
 */
@NullMarked
package dev.sluice.testweb.fault;

import org.jspecify.annotations.NullMarked;
