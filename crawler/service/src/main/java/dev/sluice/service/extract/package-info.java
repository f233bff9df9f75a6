/**
 * What do pages say that lie in files? Extraction without a store: files, folders and JSON lines
 * in, JSON lines out. zstd is spoken here for lines that are compressed.
 */
@NullMarked
package dev.sluice.service.extract;

import org.jspecify.annotations.NullMarked;
