/**
 * How is a capture written in the web's archive format, and read back?
 *
 * <p>Records of WARC 1.1 (ISO 28500:2017), compressed one by one, so that a reader can begin at any
 * of them. A capture is two records:
 *
 * <pre>
 * response or revisit   what the server said: the HTTP header, and the body unless an earlier record has it
 *   WARC-Target-URI       the URL; what RFC 3986 does not allow in one is percent-encoded
 *   WARC-Date             the end of the answer, to the millisecond
 *   WARC-IP-Address       who answered
 *   WARC-Payload-Digest   sha256 of the body, which is the one that the store knows it by
 *   WARC-Truncated        length, if the crawl cut the body
 * metadata              what the crawl knows besides, as {@code application/warc-fields}; see {@link dev.sluice.pages.warc.CaptureFields}
 *   WARC-Concurrent-To    the record before it
 * </pre>
 *
 * <p>Bodies are kept after transfer and content decoding, so a header that says otherwise would
 * mislead whoever reads the record. {@code Content-Encoding}, {@code Transfer-Encoding} and a wrong
 * {@code Content-Length} get the prefix {@code X-Crawler-}, as in Common Crawl's files, and the
 * true length is added at the end; see {@link dev.sluice.pages.warc.HttpHead}.
 *
 * <p>An answer 304 is a revisit of the profile {@code server-not-modified}; a body that an earlier
 * record of the same export holds makes one of {@code identical-payload-digest}.
 *
 * <p>The id of a capture's record is made from URL and time, so it is the same in every file, and
 * texts that were made from the capture name it. Equal records give equal bytes.
 */
@NullMarked
package dev.sluice.pages.warc;

import org.jspecify.annotations.NullMarked;
