package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Connections that break, and heads that are not HTTP. */
public final class Broken {
  /** Time for the client to read what was sent: a reset discards what lies in its buffer. */
  private static final Duration READING_TIME = Duration.ofMillis(50);

  private Broken() {}

  /** How far an answer comes before it is reset. */
  public enum Moment {
    BEFORE_HEADERS,
    AFTER_HEADERS,
    MID_BODY
  }

  /** A TCP reset at some moment of the answer. */
  public record Reset(Moment moment) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      if (moment != Moment.BEFORE_HEADERS) {
        byte[] body = page.body();
        wire.noteStatus(page.status());
        wire.send(page.head(List.of(new Header("Content-Length", String.valueOf(body.length)))));
        if (moment == Moment.MID_BODY) {
          wire.send(Arrays.copyOf(body, body.length / 2));
        }
        wire.pause(READING_TIME);
      }
      wire.reset();
    }
  }

  /** A first line that is not the one HTTP asks for, then headers and body as they should be. */
  public record StatusLine(String line) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      String head = line + "\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n";
      wire.send(head.getBytes(StandardCharsets.ISO_8859_1));
      wire.sendLast(page.body());
    }
  }

  /** Header lines without end, until the client leaves or the limit is over. */
  public record EndlessHeaders(Duration limit) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.noteStatus(200);
      wire.send("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
      byte[] line = ("X-More: " + "m".repeat(1000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      long start = System.nanoTime();
      while (System.nanoTime() - start < limit.toNanos()) {
        wire.send(line);
      }
    }
  }

  /** One header of this size, then the page. */
  public record HugeHeader(int bytes) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(page.with("X-Huge", "h".repeat(bytes)));
    }
  }

  /** No byte of an answer: the connection closes, in order, as soon as the request was read. */
  public record Silence() implements Fault {
    @Override
    public void answer(Wire wire, Reply page) {
      // The connection closes since nothing is said about keeping it.
    }
  }

  /** Half of the page, then the end of the stream, while the server goes on listening. */
  public record HalfClosed(Duration limit) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] body = page.body();
      wire.noteStatus(page.status());
      wire.send(page.head(List.of(new Header("Content-Length", String.valueOf(body.length)))));
      wire.send(Arrays.copyOf(body, body.length / 2));
      wire.halfClose();
      wire.pause(limit);
    }
  }

  /**
   * These characters in place of an answer, one byte each.
   *
   * @param text Latin-1
   */
  public record Raw(String text) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.sendLast(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** An interim answer (1xx) over and over, then the page. */
  public record InterimFlood(int status, int times) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] interim =
          "HTTP/1.1 %d Wait\r\n\r\n".formatted(status).getBytes(StandardCharsets.ISO_8859_1);
      for (int i = 0; i < times; i++) {
        wire.send(interim);
      }
      wire.reply(page);
    }
  }

  /** The page behind so many headers of the same name. */
  public record ManyHeaders(String name, int count) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      List<Header> headers = new ArrayList<>(page.headers());
      for (int i = 0; i < count; i++) {
        headers.add(new Header(name, "k" + i + "=" + i));
      }
      wire.reply(new Reply(page.status(), headers, page.body(), page.gzip(), page.chunked()));
    }
  }

  /** The whole page and the promise of keeping the connection, which closes. */
  public record FalseKeepAlive() implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendWhole(wire, page, "");
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  /**
   * The whole page, and behind it bytes that look like the answer to a request not yet made.
   *
   * @param extra Latin-1
   */
  public record ExtraBytes(String extra) implements Fault {
    /** Long enough that a client takes the connection up again. */
    private static final Duration LISTENING_TIME = Duration.ofSeconds(2);

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendWhole(wire, page, extra);
      wire.pause(LISTENING_TIME);
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  private static void sendWhole(Wire wire, Reply page, String extra) throws IOException {
    byte[] body = page.body();
    wire.noteStatus(page.status());
    wire.send(
        page.head(
            List.of(
                new Header("Content-Length", String.valueOf(body.length)),
                new Header("Connection", "keep-alive"))));
    wire.send(body);
    wire.sendLast(extra.getBytes(StandardCharsets.ISO_8859_1));
  }
}
