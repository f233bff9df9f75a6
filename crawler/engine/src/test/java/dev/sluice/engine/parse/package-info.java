/** Are links found and brought into one form? */
@NullMarked
package dev.sluice.engine.parse;

import org.jspecify.annotations.NullMarked;
