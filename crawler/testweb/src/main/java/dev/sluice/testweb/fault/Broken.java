package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
}
