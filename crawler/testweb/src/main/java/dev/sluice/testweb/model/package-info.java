/**
 * What is said between the parts of the pretend web?
 *
 * <p>Values and small interfaces only: a {@link dev.sluice.testweb.model.Request}, the {@link
 * dev.sluice.testweb.model.Reply} to it, a {@link dev.sluice.testweb.model.Fault} that spoils the
 * reply on the {@link dev.sluice.testweb.model.Wire}, and what the referee has to say about it all.
 */
@NullMarked
package dev.sluice.testweb.model;

import org.jspecify.annotations.NullMarked;
