package dev.sluice.engine.fetch;

import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;

/**
 * A connection to a server: a socket, with TLS where the URL asks for it, and HTTP/1.1 spoken over
 * it (RFC 9112), one exchange after the other. Used by one thread at a time.
 */
final class Connection implements Closeable {

  private static final int BUFFER_BYTES = 8 << 10;
  private static final int MAX_HEADER_BYTES = 128 << 10;
  private static final int MAX_LINE_BYTES = 16 << 10;
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(MAX_LINE_BYTES).build();

  private final Key key;
  private final InetAddress address;
  private final SocketChannel channel;
  private final OutputStream out;
  private final Wire wire;
  private final boolean unverified;
  private final SessionInputBufferImpl buffer =
      new SessionInputBufferImpl(
          new BasicHttpTransportMetrics(), BUFFER_BYTES, -1, MAX_LINE_BYTES, null);
  private final DefaultHttpResponseParser parser = new DefaultHttpResponseParser(LIMITS);

  private Connection(
      Key key, SocketChannel channel, InputStream in, OutputStream out, boolean unverified)
      throws IOException {
    this.key = key;
    this.address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    this.channel = channel;
    this.out = out;
    this.wire = new Wire(in);
    this.unverified = unverified;
  }

  /** What a connection can be used for. */
  record Key(String scheme, String host, int port, boolean allowUnverified) {

    static Key of(PageUrl url, boolean allowUnverified) {
      boolean tls = url.scheme().equals("https");
      return new Key(url.scheme(), url.host(), url.port(), tls && allowUnverified);
    }

    boolean tls() {
      return scheme.equals("https");
    }

    /** The host as it stands in certificates: an IPv6 address without brackets. */
    String plainHost() {
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
  }

  /** A channel that is not connected yet, so that whoever waits for the connection can end that. */
  static SocketChannel unconnected() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return channel;
  }

  /** A connection without TLS over a connected channel. */
  static Connection plain(Key key, SocketChannel channel) throws IOException {
    return new Connection(
        key, channel, new Wire.ChannelInput(channel), Channels.newOutputStream(channel), false);
  }

  /** A connection with TLS over a connected channel, after the handshake. */
  static Connection secured(Key key, SocketChannel channel, Tls tls) throws IOException {
    Tls.Secured secured =
        tls.shakeHands(channel.socket(), key.plainHost(), key.port(), key.allowUnverified());
    return new Connection(
        key,
        channel,
        secured.socket().getInputStream(),
        secured.socket().getOutputStream(),
        secured.unverified());
  }

  Key key() {
    return key;
  }

  InetAddress address() {
    return address;
  }

  SocketChannel channel() {
    return channel;
  }

  boolean unverified() {
    return unverified;
  }

  /**
   * The head of an answer.
   *
   * @param body where its body can be read, as framed on the wire
   */
  record Head(int status, Headers headers, Framing framing, BodyInput body) {}

  /** Sends a request and reads the answer up to its body. */
  Head ask(byte[] request, Deadline.Watch watch) throws IOException, HttpException {
    wire.begin(watch, MAX_HEADER_BYTES);
    out.write(request);
    out.flush();
    ClassicHttpResponse response = head();
    while (response.getCode() < HttpStatus.SC_SUCCESS) { // informational; the answer follows
      if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
        throw new ProtocolException("the server switches to a protocol that was not asked for");
      }
      response = head();
    }
    wire.headerIsOver();
    Framing framing = Framing.of(response);
    return new Head(
        response.getCode(), headers(response), framing, framing.body(buffer, wire, LIMITS));
  }

  private ClassicHttpResponse head() throws IOException, HttpException {
    ClassicHttpResponse response = parser.parse(buffer, wire);
    if (response == null) {
      throw new ConnectionClosedException("the server closed the connection without an answer");
    }
    ProtocolVersion version = response.getVersion();
    if (version != null && version.getMajor() != 1) {
      throw new ProtocolException("the answer is in " + version + ", which was not asked for");
    }
    return response;
  }

  private static Headers headers(ClassicHttpResponse response) {
    Header[] received = response.getHeaders();
    Headers.Field[] fields = new Headers.Field[received.length];
    for (int i = 0; i < fields.length; i++) {
      String value = received[i].getValue();
      fields[i] = new Headers.Field(received[i].getName(), value == null ? "" : value);
    }
    return new Headers(List.of(fields));
  }

  /**
   * Whether the server has closed the connection, or said something that nobody asked for: either
   * way no request may go over it. Looking costs nothing on the wire and does not wait. With TLS a
   * byte that is taken here is lost, which is no loss to a connection that is thrown away.
   */
  boolean isStale() {
    if (buffer.hasBufferedData()) {
      return true;
    }
    try {
      channel.configureBlocking(false);
      int count = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return count != 0;
    } catch (IOException broken) {
      return true;
    }
  }

  /** Reads the rest of a body that ends soon, for no longer than a limit; whether it ended. */
  boolean drain(Head head, long mostBytes, Duration most, InstantSource clock) throws IOException {
    if (head.body().remaining() > mostBytes) {
      return false;
    }
    byte[] unwanted = new byte[BUFFER_BYTES];
    long end = clock.millis() + most.toMillis();
    int count = 0;
    while (count >= 0 && clock.millis() < end) {
      count = head.body().read(unwanted, 0, unwanted.length);
    }
    return count < 0;
  }

  /** Whether the next request can go over this connection, once the body was read to its end. */
  boolean isReusable(Head head) {
    return head.framing().persistent() && head.body().ended() && !buffer.hasBufferedData();
  }

  /** Closes the socket without ceremony: TLS has nothing to say to a server that we leave. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException closedAnyway) {
      // There is nothing more to close.
    }
  }
}
