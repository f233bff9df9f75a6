/**
 * What was exported before? An index of exported documents, by the keys that steps make of them, so
 * that the pages of a new export are compared with those of all earlier ones.
 *
 * <p><b>One table</b>, {@code exported}, so that all of an export is loaded in one piece ({@link
 * dev.sluice.pages.model.TableLoad}); the first byte of a key says what its row is. Numbers in keys
 * are big-endian; rows with a value begin with a version byte, see {@link
 * dev.sluice.pages.codec.RowWriter} for the field types:
 *
 * <pre>
 * 'd' · document (4 bytes)                                       URL (text) · fetched at
 * 'i' · space (2) · document (4)                                 the imprint as the step took it; no version byte
 * 'k' · space (2) · key (8) · document (4)                       nothing
 * 's' · space (2)                                                name of the space (text)
 * 'w' · export (4) · document (4)                                nothing: the export has withdrawn the document
 * 'x' · export (4)                                               name · snapshot · recipe · recipe hash · version of Sluice
 *                                                                · SHA-256 of manifest.json · first document · documents
 *                                                                · number of spaces · for each: space, keys
 *                                                                · being dropped (flag)
 * </pre>
 *
 * <p>Documents are numbered through all exports, those of one export one after the other in the
 * order of its candidates. What an export withdraws, since an older snapshot has it and its own has
 * not, is never found again. A space ({@link dev.sluice.corpus.model.KeySpace}) holds the keys that
 * are comparable with each other.
 */
@NullMarked
package dev.sluice.corpus.index;

import org.jspecify.annotations.NullMarked;
