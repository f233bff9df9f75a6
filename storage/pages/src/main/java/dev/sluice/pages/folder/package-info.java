/**
 * Is this folder ours, and may we write to it? The mark and the lock of a data folder, and the lock
 * that readers hold on a snapshot.
 */
@NullMarked
package dev.sluice.pages.folder;

import org.jspecify.annotations.NullMarked;
