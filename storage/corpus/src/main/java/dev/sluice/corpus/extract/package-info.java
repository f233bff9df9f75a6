/**
 * What did this page say? A page's characters become its main text. jsoup is spoken here only;
 * Jackson reads the JSON-LD that pages embed.
 */
@NullMarked
package dev.sluice.corpus.extract;

import org.jspecify.annotations.NullMarked;
