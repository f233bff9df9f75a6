package dev.sluice.engine.robots;

import dev.sluice.engine.model.Sitemap;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.model.PageUrl;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads sitemaps (sitemaps.org, protocol 0.9) of all kinds: lists of pages and of sitemaps in XML,
 * with extensions for news, images and videos, RSS and Atom feeds, and plain lists of URLs; packed
 * with gzip or not. What kind it is shows in the bytes, not in what the server calls them.
 *
 * <p>It reads as a stream, and in its own way, see {@link XmlPieces}: many sitemaps are no XML that
 * a parser would take. Safe for use by several threads.
 */
public final class SitemapParser {

  /** The most entries that are taken, as the protocol says. */
  public static final int MAX_ENTRIES = 50_000;

  /** What is read at most, in bytes after unpacking, as the protocol says. */
  public static final int MAX_BYTES = 50 << 20;

  private static final Pattern DECLARED =
      Pattern.compile("^[^<]{0,3}<\\?xml[^>]{0,200}encoding\\s*=\\s*[\"']([\\w.:-]+)");

  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  private static final int LOOKED_AT = 512;

  private final UrlNormalizer normalizer;

  public SitemapParser(UrlNormalizer normalizer) {
    this.normalizer = normalizer;
  }

  /**
   * What a sitemap says; nothing, if the bytes are none.
   *
   * @param url where it was fetched
   * @param contentType the header field, perhaps empty
   * @param body the bytes as received, perhaps cut
   */
  public Sitemap parse(PageUrl url, String contentType, byte[] body) {
    SitemapEntries entries = new SitemapEntries(url, normalizer);
    try (LimitedInput in = new LimitedInput(unpacked(body))) {
      byte[] start = in.readStart();
      Reader characters =
          new BufferedReader(new InputStreamReader(in, charset(start, contentType)));
      boolean whole =
          looksLikeXml(start) ? readXml(characters, entries) : readLines(characters, entries);
      return entries.sitemap(whole && !in.cut());
    } catch (IOException damaged) {
      return entries.sitemap(false);
    }
  }

  private static InputStream unpacked(byte[] body) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    boolean packed = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    return packed ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }

  private static boolean looksLikeXml(byte[] start) {
    for (byte b : start) {
      if (b == '<') {
        return true;
      }
      if (b > ' ') {
        return false; // bytes of a byte order mark are negative, those of UTF-16 partly zero
      }
    }
    return false;
  }

  private static boolean readXml(Reader characters, SitemapEntries entries) {
    XmlPieces pieces = new XmlPieces(characters);
    entries.read(pieces);
    return !pieces.broken();
  }

  private static boolean readLines(Reader characters, SitemapEntries entries) throws IOException {
    BufferedReader lines = new BufferedReader(characters);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (!text.isBlank() && !text.startsWith("#")) {
        entries.addPage(text);
      }
    }
    return true;
  }

  /** A byte order mark knows best, then the file itself, then the header; otherwise UTF-8. */
  private static Charset charset(byte[] start, String contentType) {
    if (start.length >= 2
        && (start[0] & 0xff ^ start[1] & 0xff) == 1
        && (start[0] & 0xfe) == 0xfe) {
      return StandardCharsets.UTF_16; // FE FF or FF FE
    }
    Matcher declared = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
    Matcher inHeader = CHARSET.matcher(contentType);
    String name =
        declared.find() ? declared.group(1) : inHeader.find() ? inHeader.group(1) : "utf-8";
    try {
      Charset charset = Charset.forName(name);
      boolean isWide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
      return isWide ? StandardCharsets.UTF_8 : charset; // read as bytes so far, so it is not
    } catch (IllegalCharsetNameException | UnsupportedCharsetException nonsense) {
      return StandardCharsets.UTF_8;
    }
  }

  /** Ends at the limit as if the file ended there. */
  private static final class LimitedInput extends FilterInputStream {

    private final byte[] start = new byte[LOOKED_AT];
    private int startLength;
    private int startAt;
    private long left = MAX_BYTES;
    private boolean cut;

    LimitedInput(InputStream in) {
      super(in);
    }

    /** The first bytes, which are read again afterwards. */
    byte[] readStart() throws IOException {
      startLength = in.readNBytes(start, 0, LOOKED_AT);
      return Arrays.copyOf(start, startLength);
    }

    boolean cut() {
      return cut;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (startAt < startLength) {
        int count = Math.min(length, startLength - startAt);
        System.arraycopy(start, startAt, into, offset, count);
        startAt += count;
        left -= count;
        return count;
      }
      if (left <= 0) {
        cut = super.read() >= 0;
        return -1;
      }
      int count = super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
