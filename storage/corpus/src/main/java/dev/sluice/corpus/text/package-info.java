/**
 * Which words, lines and sentences does a text have, and in which form is it kept and compared? One
 * segmentation for a document, shared by all rules. ICU4J is spoken here only.
 */
@NullMarked
package dev.sluice.corpus.text;

import org.jspecify.annotations.NullMarked;
