/**
 * What is measured? How a daemon stands, in numbers with names, as Prometheus reads them.
 *
 * <p>Micrometer is spoken here and nowhere else. The names are listed in {@code
 * docs/reference/metrics.md}; dashboards and alerts of users depend on them.
 */
@NullMarked
package dev.sluice.service.metric;

import org.jspecify.annotations.NullMarked;
