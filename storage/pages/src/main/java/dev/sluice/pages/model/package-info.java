/**
 * What is a page? The values of the raw store and the small interfaces through which it is used.
 *
 * <p>A {@link dev.sluice.pages.model.PageUrl} names a page; a {@link
 * dev.sluice.pages.model.Capture} holds the facts of one fetch of it; a {@link
 * dev.sluice.pages.model.RawPage} is a capture with its body. A {@link
 * dev.sluice.pages.model.PageStore} keeps them, a {@link dev.sluice.pages.model.Snapshot} is an
 * unchanging view of all of them, a {@link dev.sluice.pages.model.NamedSnapshot} one that is kept
 * under a name, and {@link dev.sluice.pages.model.Table} and {@link dev.sluice.pages.model.Batch}
 * let another module keep rows of its own in the same transaction.
 */
@NullMarked
package dev.sluice.pages.model;

import org.jspecify.annotations.NullMarked;
