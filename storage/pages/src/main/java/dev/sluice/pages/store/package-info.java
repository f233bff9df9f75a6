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
 * bodies     key    the key of the capture that brought the body
 *            value  the body as it is; no version byte, since the capture's hash proves it
 * digests    key    the first 16 bytes of the body's SHA-256
 *            value  the body's key; no version byte, since the key is all
 * counters   key    "captures" | "bodies" | "body-bytes" (ASCII)
 *            value  8-byte little-endian number
 * </pre>
 *
 * <p>Since a URL's key begins with its host's labels reversed, a site's pages, and a domain's
 * sites, lie together; and so do their bodies, in large blocks that are compressed with zstd. A
 * capture's body lies under the capture's own key; if another capture brought the same body
 * earlier, only there, and the way to it leads through {@code digests}. An empty body has no row. A
 * body that two batches bring at the same moment lies there twice and counts twice, so that the
 * counters of bodies may be a little high. A crawl changes nothing in these tables, it only adds:
 * of two such bodies {@code digests} names the later. Captures go only if somebody asks for that
 * ({@link dev.sluice.pages.store.TableRemoval}); then a body that others share is given to one of
 * them first.
 */
@NullMarked
package dev.sluice.pages.store;

import org.jspecify.annotations.NullMarked;
