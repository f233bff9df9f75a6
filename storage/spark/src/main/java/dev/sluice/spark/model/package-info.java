/** What travels between the machines of a cluster? Pages, candidates and what became of them. */
@NullMarked
package dev.sluice.spark.model;

import org.jspecify.annotations.NullMarked;
