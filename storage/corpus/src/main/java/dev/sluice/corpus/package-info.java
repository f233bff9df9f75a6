/** What comes out of it all? The front door of the corpus: exports, and what became of a page. */
@NullMarked
package dev.sluice.corpus;

import org.jspecify.annotations.NullMarked;
