/** What can be measured, and with which options? */
@NullMarked
package dev.sluice.bench.command;

import org.jspecify.annotations.NullMarked;
