package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** Two Content-Length headers that do not agree: the true one, and one this much longer. */
  public record Two(int extraBytes) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      int length = page.body().length;
      wire.noteStatus(page.status());
      wire.send(
          page.head(
              List.of(
                  new Header("Content-Length", String.valueOf(length)),
                  new Header("Content-Length", String.valueOf(length + extraBytes)),
                  new Header("Connection", "close"))));
      wire.sendLast(page.body());
    }
  }

  /**
   * A body that is declared chunked and is this text, whatever that is.
   *
   * @param text Latin-1
   */
  public record Chunks(String text) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.noteStatus(page.status());
      wire.send(page.head(List.of(new Header("Transfer-Encoding", "chunked"))));
      wire.sendLast(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Chunks without end, until the client leaves or the limit is over. */
  public record EndlessChunks(Duration limit) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.noteStatus(page.status());
      wire.send(page.head(List.of(new Header("Transfer-Encoding", "chunked"))));
      byte[] chunk =
          ("2000\r\n" + " ".repeat(BLOCK_BYTES) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      long start = System.nanoTime();
      while (System.nanoTime() - start < limit.toNanos()) {
        wire.send(chunk);
      }
    }
  }

  /**
   * A body of any size that is never held in memory: a piece of text, over and over, between a
   * beginning and an end. The Content-Length is right and the type is that of the page.
   *
   * @param piece what is repeated; {@code #} in it stands for the number of the repetition, in
   *     seven digits
   */
  public record Stretched(String before, String piece, int times, String after) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] head = before.getBytes(StandardCharsets.UTF_8);
      byte[] tail = after.getBytes(StandardCharsets.UTF_8);
      long length = head.length + (long) bytes(0).length * times + tail.length;
      wire.noteStatus(page.status());
      wire.send(
          page.head(
              List.of(
                  new Header("Content-Length", String.valueOf(length)),
                  new Header("Connection", "close"))));
      wire.send(head);
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      for (int i = 0; i < times; i++) {
        block.writeBytes(bytes(i));
        if (block.size() >= BLOCK_BYTES) {
          wire.send(block.toByteArray());
          block.reset();
        }
      }
      wire.send(block.toByteArray());
      wire.sendLast(tail);
    }

    private byte[] bytes(int number) {
      String text = piece.contains("#") ? piece.replace("#", "%07d".formatted(number)) : piece;
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
