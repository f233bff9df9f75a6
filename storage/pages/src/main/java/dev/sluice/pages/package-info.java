/** Where are the raw pages? The front door of the store: {@link dev.sluice.pages.DataFolder}. */
@NullMarked
package dev.sluice.pages;

import org.jspecify.annotations.NullMarked;
