/** Who wants what taken down, and where is it? */
@NullMarked
package dev.sluice.service.takedown;

import org.jspecify.annotations.NullMarked;
