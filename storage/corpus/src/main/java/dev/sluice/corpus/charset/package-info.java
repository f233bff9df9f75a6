/**
 * Which characters are these bytes? The evidence is asked in the order of the WHATWG standards
 * (byte order mark, header, document), and is held against the bytes themselves, because on the
 * open web declarations are often wrong. ICU4J's detector is spoken to here, beside {@code
 * corpus.text}.
 */
@NullMarked
package dev.sluice.corpus.charset;

import org.jspecify.annotations.NullMarked;
