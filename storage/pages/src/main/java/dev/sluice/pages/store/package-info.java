/**
 * Which bytes make a capture? Key layout, codecs and versions of the raw store.
 *
 * <p><b>Tables</b> (each a RocksDB column family; keys sort as unsigned bytes; every value begins
 * with a version byte, see {@link dev.sluice.pages.codec.RowWriter} for the field types):
 *
 * <pre>
 * captures   key    URL key (see PageUrl.key) · 00 · end of the answer, milliseconds since 1970, 8 bytes big-endian
 *            value  02 · status · body SHA-256 (bytes) · body length · truncated (flag) · IP address (text)
 *                   · latency in ms · depth · seed (text) · found on (text, empty for a seed)
 *                   · number of header fields · for each: name (text), value (text)
 *                   · unverified (flag) · change (ordinal)
 *                   · number of directives · for each: meaning (ordinal), source (text), words (text)
 *                   · number of tags · for each, by name: name (text), value (text)
 *            value  01 ends after the header fields
 * bodies     key    SHA-256 of the body, 32 bytes
 *            value  the body as it is; blob file, zstd; no version byte, since its key proves its bytes
 * counters   key    "captures" | "bodies" | "body-bytes" (ASCII)
 *            value  8-byte little-endian number
 * </pre>
 *
 * <p>Since a URL's key begins with its host's labels reversed, a site's pages, and a domain's
 * sites, lie together. An empty body has no row in {@code bodies}. The counters of bodies count
 * writes: a body that two batches bring at the same moment counts twice and is kept once, so that
 * they may be a little high. Nothing in these tables is ever changed, only added.
 */
@NullMarked
package dev.sluice.pages.store;

import org.jspecify.annotations.NullMarked;
