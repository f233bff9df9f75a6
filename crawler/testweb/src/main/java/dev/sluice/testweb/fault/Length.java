package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Answers whose length is not what was promised. */
public final class Length {
  private static final int BLOCK_BYTES = 8192;

  private Length() {}

  /** A Content-Length that is wrong by so many bytes; the connection closes after the body. */
  public record Off(int bytes) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendDeclaring(wire, page, String.valueOf(page.body().length + bytes));
    }
  }

  /** A Content-Length that is no length. */
  public record Text(String declared) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendDeclaring(wire, page, declared);
    }
  }

  /** A body without end and without a length, until the client leaves or the limit is over. */
  public record Endless(Duration limit) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.noteStatus(200);
      wire.send(page.head(List.of(new Header("Connection", "close"))));
      wire.send(page.body());
      byte[] block = new byte[BLOCK_BYTES];
      Arrays.fill(block, (byte) ' ');
      long start = System.nanoTime();
      while (System.nanoTime() - start < limit.toNanos()) {
        wire.send(block);
      }
    }
  }

  private static void sendDeclaring(Wire wire, Reply page, String length) throws IOException {
    wire.noteStatus(page.status());
    wire.send(
        page.head(
            List.of(new Header("Content-Length", length), new Header("Connection", "close"))));
    wire.sendLast(page.body());
  }
}
