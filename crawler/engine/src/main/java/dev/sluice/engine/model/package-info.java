/**
 * What does a crawl speak of? Seeds, URLs on their way, fetch results, parsed pages, scope and
 * settings: values only.
 */
@NullMarked
package dev.sluice.engine.model;

import org.jspecify.annotations.NullMarked;
