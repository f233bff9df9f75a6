/** What did this page say? A page's characters become its main text. jsoup is spoken here only. */
@NullMarked
package dev.sluice.corpus.extract;

import org.jspecify.annotations.NullMarked;
