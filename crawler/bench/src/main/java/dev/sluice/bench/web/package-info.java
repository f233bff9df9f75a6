/**
 * Which web is crawled, and what did it see? A process of its own serves it and judges its clients,
 * so that its CPU time is nobody else's.
 */
@NullMarked
package dev.sluice.bench.web;

import org.jspecify.annotations.NullMarked;
