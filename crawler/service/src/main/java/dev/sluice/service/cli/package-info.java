/** What can the user say, and what is answered? The commands, read with picocli. */
@NullMarked
package dev.sluice.service.cli;

import org.jspecify.annotations.NullMarked;
