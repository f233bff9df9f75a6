/**
 * Which characters are these bytes? All evidence is heard: byte order mark, header, document, the
 * habit of the site, and the bytes themselves, whose likelihood as text is compared encoding by
 * encoding, because on the open web declarations are often wrong. Decoders and labels are those of
 * the WHATWG Encoding Standard, from its own tables.
 */
@NullMarked
package dev.sluice.corpus.charset;

import org.jspecify.annotations.NullMarked;
