/** Are the values what they claim to be? */
@NullMarked
package dev.sluice.engine.model;

import org.jspecify.annotations.NullMarked;
