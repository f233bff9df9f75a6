package dev.sluice.testweb.serve;

import dev.sluice.testweb.model.Ending;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Request;
import dev.sluice.testweb.model.RequestLog;
import dev.sluice.testweb.model.Wire;
import dev.sluice.testweb.site.Site;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * The wire of one request: sends, waits, breaks, and reports the end of the answer exactly once.
 */
final class SocketWire implements Wire {
  private static final int CHUNK_BYTES = 1000;

  /** The end is noted before these last bytes; small enough for any socket buffer. */
  private static final int LAST_BYTES = 4096;

  private final SocketChannel channel;
  private final BufferedInputStream in;
  private final OutputStream out;
  private final Request request;
  private final RequestLog.Open open;
  private final Site site;
  private final BooleanSupplier crowded;
  private int status;
  private Optional<Duration> retryAfter = Optional.empty();
  private boolean ended;
  private boolean staysOpen;

  SocketWire(
      SocketChannel channel,
      BufferedInputStream in,
      Request request,
      RequestLog.Open open,
      Site site,
      BooleanSupplier crowded)
      throws IOException {
    this.channel = channel;
    this.in = in;
    this.out = channel.socket().getOutputStream();
    this.request = request;
    this.open = open;
    this.site = site;
    this.crowded = crowded;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public int occurrence() {
    return site.nextOccurrence(request.target());
  }

  boolean staysOpen() {
    return staysOpen;
  }

  @Override
  public void reply(Reply reply) throws IOException {
    send(reply, !request.wantsClose() && !crowded.getAsBoolean());
  }

  /** Sends the answer and closes, since what else the client has sent was not read. */
  void replyAndClose(Reply reply) throws IOException {
    send(reply, false);
  }

  private void send(Reply reply, boolean keepAlive) throws IOException {
    noteStatus(reply.status());
    retryAfter = reply.header("Retry-After").map(SocketWire::delay);
    boolean chunked =
        reply.chunked() && reply.mayHaveBody() && request.version().equals("HTTP/1.1");
    boolean gzip = reply.gzip() && reply.mayHaveBody() && request.acceptsGzip();
    byte[] body = gzip ? compressed(reply.body()) : reply.body();
    List<Header> framing = new ArrayList<>();
    if (gzip) {
      framing.add(new Header("Content-Encoding", "gzip"));
    }
    if (chunked) {
      framing.add(new Header("Transfer-Encoding", "chunked"));
    } else if (reply.mayHaveBody()) {
      framing.add(new Header("Content-Length", String.valueOf(body.length)));
    }
    framing.add(new Header("Connection", keepAlive ? "keep-alive" : "close"));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(reply.head(framing));
    if (reply.mayHaveBody() && !request.isHead()) {
      message.writeBytes(chunked ? chunks(body) : body);
    }
    staysOpen = keepAlive;
    sendLast(message.toByteArray());
  }

  private static Duration delay(String retryAfter) {
    if (retryAfter.matches("\\d{1,15}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      Instant until =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(Instant.now(), until);
    } catch (DateTimeParseException e) {
      // What cannot be read asks for nothing.
      return Duration.ZERO;
    }
  }

  private static byte[] compressed(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    }
    return compressed.toByteArray();
  }

  private static byte[] chunks(byte[] body) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int from = 0; from < body.length; from += CHUNK_BYTES) {
      int length = Math.min(CHUNK_BYTES, body.length - from);
      chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      chunks.write(body, from, length);
      chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return chunks.toByteArray();
  }

  @Override
  public void noteStatus(int sent) {
    status = sent;
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public void sendLast(byte[] bytes) throws IOException {
    int last = Math.max(0, bytes.length - LAST_BYTES);
    out.write(bytes, 0, last);
    end(Ending.COMPLETE);
    out.write(Arrays.copyOfRange(bytes, last, bytes.length));
  }

  /** Waits by reading, for a read notices at once when the client leaves. */
  @Override
  public void pause(Duration time) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    long millis = Math.max(1, time.toMillis());
    channel.socket().setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
    in.mark(1);
    try {
      if (in.read() < 0) {
        throw new EOFException("the client left");
      }
      in.reset();
      sleepUntil(deadline);
    } catch (SocketTimeoutException e) {
      // The time is over and the client is still there.
      in.reset();
    }
  }

  /** For a client that has sent its next request already, so that a read would not wait. */
  private static void sleepUntil(long deadlineNanos) throws IOException {
    try {
      Thread.sleep(Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the web was closed");
    }
  }

  @Override
  public void halfClose() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void reset() throws IOException {
    end(Ending.RESET);
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  /** Reports the end; only the first call counts. */
  void end(Ending ending) {
    if (!ended) {
      ended = true;
      open.ended(status, System.nanoTime(), ending, retryAfter);
    }
  }
}
