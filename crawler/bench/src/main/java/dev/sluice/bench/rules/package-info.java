/** Do our rules decide as the published ones do, and how fast are they? */
@NullMarked
package dev.sluice.bench.rules;

import org.jspecify.annotations.NullMarked;
