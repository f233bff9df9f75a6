package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Answers that take their time. */
public final class Late {
  private Late() {}

  /** The whole page, but nothing at all for this long. */
  public record FirstByte(Duration delay) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.pause(delay);
      wire.reply(page);
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  /** The head at once, then the body one byte each interval. */
  public record Dribble(Duration interval) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] body = page.body();
      wire.noteStatus(page.status());
      wire.send(page.head(List.of(new Header("Content-Length", String.valueOf(body.length)))));
      for (int i = 0; i < body.length - 1; i++) {
        wire.pause(interval);
        wire.send(new byte[] {body[i]});
      }
      wire.pause(interval);
      wire.sendLast(Arrays.copyOfRange(body, Math.max(0, body.length - 1), body.length));
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  /** Nothing, until the client leaves or the limit is over; then the connection closes. */
  public record Hang(Duration limit) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.pause(limit);
    }
  }
}
