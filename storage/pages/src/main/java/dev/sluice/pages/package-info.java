/** Where are the raw pages? The front door of the store: DataFolder. */
@NullMarked
package dev.sluice.pages;

import org.jspecify.annotations.NullMarked;
