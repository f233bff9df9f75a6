/**
 * What is told? Facts about a store and its crawl as trees of maps and lists: the commands print
 * them with {@code --json}, and the daemon answers with the same.
 */
@NullMarked
package dev.sluice.service.facts;

import org.jspecify.annotations.NullMarked;
