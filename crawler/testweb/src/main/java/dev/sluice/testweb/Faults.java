package dev.sluice.testweb;

import dev.sluice.testweb.fault.Body;
import dev.sluice.testweb.fault.Broken;
import dev.sluice.testweb.fault.Late;
import dev.sluice.testweb.fault.Length;
import dev.sluice.testweb.fault.Status;
import dev.sluice.testweb.model.Fault;
import java.time.Duration;

/** All the ways in which a path of a pretend web can misbehave. */
public final class Faults {
  /** The longest that a fault without an end of its own goes on. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Faults() {}

  /** The page, after this long without a byte. */
  public static Fault slowFirstByte(Duration delay) {
    return new Late.FirstByte(delay);
  }

  /** The head at once, then one byte of the body each interval. */
  public static Fault dribble(Duration interval) {
    return new Late.Dribble(interval);
  }

  /** No answer at all, for two minutes or until the client leaves. */
  public static Fault hang() {
    return hang(LONGEST);
  }

  /** No answer at all; the connection closes when the limit is over. */
  public static Fault hang(Duration limit) {
    return new Late.Hang(limit);
  }

  /** A TCP reset in place of an answer. */
  public static Fault resetBeforeHeaders() {
    return new Broken.Reset(Broken.Moment.BEFORE_HEADERS);
  }

  /** A TCP reset after the head. */
  public static Fault resetAfterHeaders() {
    return new Broken.Reset(Broken.Moment.AFTER_HEADERS);
  }

  /** A TCP reset after half of the body. */
  public static Fault resetMidBody() {
    return new Broken.Reset(Broken.Moment.MID_BODY);
  }

  /** A Content-Length that promises so many bytes more than come. */
  public static Fault contentLengthTooLarge(int extraBytes) {
    return new Length.Off(extraBytes);
  }

  /** A Content-Length that promises so many bytes fewer than come. */
  public static Fault contentLengthTooSmall(int missingBytes) {
    return new Length.Off(-missingBytes);
  }

  /** A Content-Length with this value, such as {@code -1} or {@code many}. */
  public static Fault contentLength(String declared) {
    return new Length.Text(declared);
  }

  /** A body that goes on until the client leaves, or for two minutes. */
  public static Fault endlessBody() {
    return endlessBody(LONGEST);
  }

  /** A body that goes on until the client leaves or the limit is over. */
  public static Fault endlessBody(Duration limit) {
    return new Length.Endless(limit);
  }

  /** Header lines that go on until the client leaves, or for two minutes. */
  public static Fault endlessHeaders() {
    return new Broken.EndlessHeaders(LONGEST);
  }

  /** One header of this size before the page. */
  public static Fault hugeHeader(int bytes) {
    return new Broken.HugeHeader(bytes);
  }

  /** A gzip body a thousandth of the size that it decodes to. */
  public static Fault gzipBomb(int decodedMebibytes) {
    return new Body.GzipBomb(decodedMebibytes);
  }

  /** A body that is declared gzip and cannot be decoded. */
  public static Fault brokenGzip() {
    return new Body.BrokenGzip();
  }

  /** A first line that is no status line, such as {@code HTTP/1.1 OK}. */
  public static Fault badStatusLine(String line) {
    return new Broken.StatusLine(line);
  }

  /** Two URLs that redirect to each other for ever. */
  public static Fault redirectLoop() {
    return new Status.RedirectLoop();
  }

  /** So many redirects in a row, then the page. */
  public static Fault redirectChain(int hops) {
    return new Status.RedirectChain(hops);
  }

  /** Redirects without end, none of them to a URL that was there before. */
  public static Fault redirectOn() {
    return new Status.RedirectOn();
  }

  /** A redirect to this location; <code>${site}</code> stands for the base URL of a site. */
  public static Fault redirectTo(int status, String location) {
    return new Status.RedirectTo(status, location);
  }

  /** A redirect to an address inside a private network. */
  public static Fault redirectToPrivateAddress() {
    return new Status.RedirectTo(302, "http://10.0.0.1/");
  }

  /** A redirect without a Location. */
  public static Fault redirectWithoutLocation() {
    return new Status.RedirectNowhere(302);
  }

  /** This status with a Retry-After in seconds for the first so many requests, then the page. */
  public static Fault retryAfter(int status, int times, Duration delay) {
    return new Status.RetryAfter(status, times, delay, false);
  }

  /** This status with a Retry-After as an HTTP date for the first requests, then the page. */
  public static Fault retryAfterDate(int status, int times, Duration delay) {
    return new Status.RetryAfter(status, times, delay, true);
  }

  /** Always this status: 500, 404, 410, 204, 304 and so on. */
  public static Fault status(int status) {
    return new Status.Times(status, Integer.MAX_VALUE);
  }

  /** This status for the first so many requests, then the page. */
  public static Fault statusTimes(int status, int times) {
    return new Status.Times(status, times);
  }

  /** The page under a content type that it does not have. */
  public static Fault contentType(String type) {
    return new Body.ContentType(type);
  }

  /** The page with bytes that no charset can read. */
  public static Fault damagedCharset() {
    return new Body.DamagedCharset();
  }

  /** Not a byte: the connection closes as soon as the request was read. */
  public static Fault emptyReply() {
    return new Broken.Silence();
  }

  /** Half of the page, then the end of the stream, while the server goes on listening. */
  public static Fault halfClosed(Duration limit) {
    return new Broken.HalfClosed(limit);
  }

  /** These Latin-1 characters in place of an answer, then the connection closes. */
  public static Fault raw(String text) {
    return new Broken.Raw(text);
  }

  /** So many interim answers (1xx), then the page. */
  public static Fault interimFlood(int status, int times) {
    return new Broken.InterimFlood(status, times);
  }

  /** The page behind so many headers of one name. */
  public static Fault manyHeaders(String name, int count) {
    return new Broken.ManyHeaders(name, count);
  }

  /** The page with the promise of keeping the connection, which closes. */
  public static Fault falseKeepAlive() {
    return new Broken.FalseKeepAlive();
  }

  /** The page, and behind it bytes that look like the answer to the next request. */
  public static Fault extraBytes(String extra) {
    return new Broken.ExtraBytes(extra);
  }

  /** Two Content-Length headers: the true one, and one so much longer. */
  public static Fault twoContentLengths(int extraBytes) {
    return new Length.Two(extraBytes);
  }

  /** A body that is declared chunked and is this Latin-1 text, whatever that is. */
  public static Fault chunks(String text) {
    return new Length.Chunks(text);
  }

  /** Chunks without end until the client leaves, or for two minutes. */
  public static Fault endlessChunks() {
    return new Length.EndlessChunks(LONGEST);
  }

  /**
   * A body of any size that is held nowhere: a piece of text so many times, between a beginning and
   * an end; {@code #} in the piece is the number of the repetition.
   */
  public static Fault stretched(String before, String piece, int times, String after) {
    return new Length.Stretched(before, piece, times, after);
  }

  /** A deflate body a thousandth of the size that it decodes to. */
  public static Fault deflateBomb(int decodedMebibytes) {
    return new Body.DeflateBomb(decodedMebibytes);
  }

  /** A Zstandard body, whether asked for or not, of 32 bytes for each mebibyte. */
  public static Fault zstdBomb(int decodedMebibytes) {
    return new Body.ZstdBomb(decodedMebibytes);
  }

  /** A Brotli body, whether asked for or not, of 54 bytes for 64 MiB. */
  public static Fault brotliBomb() {
    return new Body.BrotliBomb();
  }

  /** Always this status with this Retry-After, whatever it says. */
  public static Fault retryAfterText(int status, String value) {
    return new Status.RetryAfterText(status, value);
  }
}
