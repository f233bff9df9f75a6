/**
 * Who puts the parts together, and keeps them running? The wiring, which is also the only place
 * that knows the time of day.
 */
@NullMarked
package dev.sluice.service.daemon;

import org.jspecify.annotations.NullMarked;
