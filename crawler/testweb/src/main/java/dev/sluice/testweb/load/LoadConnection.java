package dev.sluice.testweb.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * One connection of an event loop: reads heads, answers them in turn, at once or when their time
 * has come. Belongs to the loop's thread.
 */
final class LoadConnection {
  private static final int MAX_HEAD_BYTES = 16 * 1024;
  private static final byte[] NOTHING = {};

  /** What is asked for while no request is being answered. */
  private static final int NO_SITE = -1;

  private final EventLoop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final int address;
  private byte[] unread = NOTHING;
  private long readNanos;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private long answerBytes;
  private int site = NO_SITE;
  private int page;
  private Asked asked = Asked.MISSING;
  private boolean close;
  private boolean waiting;

  LoadConnection(EventLoop loop, SocketChannel channel, SelectionKey key, int address) {
    this.loop = loop;
    this.channel = channel;
    this.key = key;
    this.address = address;
  }

  /**
   * Does what the channel is ready for.
   *
   * @param nanos when it was found ready
   */
  void ready(long nanos) {
    try {
      if (key.isWritable()) {
        send(unsent);
      }
      if (key.isValid() && key.isReadable()) {
        read(nanos);
      }
    } catch (IOException e) {
      // The client left; the referee is told.
      leave();
    }
  }

  /** The time of the answer has come. */
  void due() {
    waiting = false;
    if (!channel.isOpen()) {
      return;
    }
    try {
      send(loop.answers().answer(asked, site, page, close));
    } catch (IOException e) {
      // The client left; the referee is told.
      leave();
    }
  }

  private void read(long nanos) throws IOException {
    ByteBuffer input = loop.input();
    input.clear().put(unread);
    readNanos = nanos;
    if (channel.read(input) < 0) {
      leave();
      return;
    }
    accept(input.array(), input.position(), nanos);
  }

  /** Takes one request if none is being answered; keeps the bytes that were not needed. */
  private void accept(byte[] bytes, int length, long nanos) throws IOException {
    int end = isBusy() ? -1 : RequestHead.end(bytes, 0, length);
    unread =
        length == Math.max(end, 0) ? NOTHING : Arrays.copyOfRange(bytes, Math.max(end, 0), length);
    if (unread.length >= MAX_HEAD_BYTES) {
      refuse("431 Request Header Fields Too Large");
    } else if (end >= 0) {
      request(bytes, end, nanos);
    }
  }

  private boolean isBusy() {
    return waiting || unsent.hasRemaining();
  }

  private void request(byte[] bytes, int end, long nanos) throws IOException {
    RequestHead head = loop.head();
    if (!head.read(bytes, 0, end)) {
      refuse("400 Bad Request");
      return;
    }
    int meant = loop.hosts().site(address, bytes, head.hostFrom, head.hostUntil);
    if (!head.get || meant == LoadHosts.NONE) {
      refuse(head.get ? "421 Misdirected Request" : "405 Method Not Allowed");
      return;
    }
    page = loop.answers().page(bytes, head.targetFrom, head.targetUntil);
    boolean robots = loop.answers().isRobots(bytes, head.targetFrom, head.targetUntil);
    asked = page != Answers.NO_PAGE ? Asked.PAGE : robots ? Asked.ROBOTS : Asked.MISSING;
    site = meant;
    close = head.close;
    loop.referee().arrived(site, asked, page, nanos);
    waiting = true;
    loop.dueLater(this, nanos);
  }

  private void refuse(String status) throws IOException {
    close = true;
    send(loop.answers().refusal(status));
  }

  /** Sends as much as the socket takes now; the rest when it is writable again. */
  private void send(ByteBuffer bytes) throws IOException {
    if (bytes != unsent) {
      answerBytes = bytes.remaining();
    }
    long nanos = System.nanoTime();
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      if (bytes != unsent) {
        unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
      return;
    }
    if (bytes == unsent) {
      key.interestOps(SelectionKey.OP_READ);
    }
    sent(nanos);
  }

  private void sent(long nanos) throws IOException {
    ended(nanos);
    if (close) {
      leave();
    } else if (unread.length > 0) {
      // A client that sends its next request before it has the answer.
      byte[] early = unread;
      accept(early, early.length, readNanos);
    }
  }

  private void ended(long nanos) {
    if (site != NO_SITE) {
      loop.referee().ended(site, answerBytes, nanos);
      site = NO_SITE;
    }
  }

  /** Closes the connection, whatever was under way. */
  void leave() {
    if (channel.isOpen()) {
      ended(System.nanoTime());
      loop.referee().disconnected();
      EventLoop.closeQuietly(channel);
    }
  }
}
