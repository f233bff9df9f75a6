/** How are figures written down? As Markdown tables for people, as JSON lines for programs. */
@NullMarked
package dev.sluice.bench.report;

import org.jspecify.annotations.NullMarked;
