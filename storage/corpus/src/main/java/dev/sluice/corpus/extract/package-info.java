/**
 * What did this page say? A page's characters become its main text, plain or as Markdown, and the
 * facts that it states of itself. jsoup is spoken here only; Jackson reads the JSON that pages
 * embed.
 */
@NullMarked
package dev.sluice.corpus.extract;

import org.jspecify.annotations.NullMarked;
