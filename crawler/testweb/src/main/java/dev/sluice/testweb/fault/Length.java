package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final int DIGITS = 7;

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] head = before.getBytes(StandardCharsets.UTF_8);
      byte[] tail = after.getBytes(StandardCharsets.UTF_8);
      byte[] repeated = piece.replace("#", "0".repeat(DIGITS)).getBytes(StandardCharsets.UTF_8);
      int[] places = places();
      long length = head.length + (long) repeated.length * times + tail.length;
      wire.noteStatus(page.status());
      wire.send(
          page.head(
              List.of(
                  new Header("Content-Length", String.valueOf(length)),
                  new Header("Connection", "close"))));
      wire.send(head);
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      for (int i = 0; i < times; i++) {
        for (int place : places) {
          writeNumber(i, repeated, place);
        }
        block.writeBytes(repeated);
        if (block.size() >= BLOCK_BYTES) {
          wire.send(block.toByteArray());
          block.reset();
        }
      }
      wire.send(block.toByteArray());
      wire.sendLast(tail);
    }

    /** Where the numbers are to be written in a piece. */
    private int[] places() {
      List<Integer> places = new ArrayList<>();
      int place = 0;
      for (String part : piece.split("#", -1)) {
        place += part.getBytes(StandardCharsets.UTF_8).length;
        places.add(place);
        place += DIGITS;
      }
      return places.stream().limit(places.size() - 1L).mapToInt(Integer::intValue).toArray();
    }

    private static void writeNumber(int number, byte[] bytes, int place) {
      int rest = number;
      for (int at = place + DIGITS - 1; at >= place; at--) {
        bytes[at] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
  }
}
