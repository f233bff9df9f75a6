/** Is it told which links are ours? */
@NullMarked
package dev.sluice.engine.scope;

import org.jspecify.annotations.NullMarked;
