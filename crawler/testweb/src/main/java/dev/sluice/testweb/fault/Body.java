package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Bodies that are not what they seem. */
public final class Body {
  private static final int BLOCK_BYTES = 1 << 20;

  private Body() {}

  /**
   * A small gzip stream that decodes to this many mebibytes of spaces.
   *
   * <p>One mebibyte is compressed once, ended by a full flush, and repeated: blocks that share no
   * history can be chained, so the bomb costs the server next to nothing.
   */
  public record GzipBomb(int decodedMebibytes) implements Fault {
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] plain = new byte[BLOCK_BYTES];
      Arrays.fill(plain, (byte) ' ');
      byte[] packed = deflated(plain);
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      CRC32 crc = new CRC32();
      bomb.writeBytes(GZIP_HEAD);
      for (int i = 0; i < decodedMebibytes; i++) {
        bomb.writeBytes(packed);
        crc.update(plain);
      }
      bomb.writeBytes(new byte[] {3, 0});
      ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      tail.putInt((int) crc.getValue()).putInt((int) ((long) decodedMebibytes * BLOCK_BYTES));
      bomb.writeBytes(tail.array());
      sendAsGzip(wire, page, bomb.toByteArray());
    }

    private static byte[] deflated(byte[] plain) {
      Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
      byte[] out = new byte[16 * 1024];
      deflater.setInput(plain);
      int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
      deflater.end();
      return Arrays.copyOf(out, length);
    }
  }

  /** A body that is declared gzip and stops being gzip after the first bytes. */
  public record BrokenGzip() implements Fault {
    private static final byte[] NOT_GZIP = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7, 7};

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendAsGzip(wire, page, NOT_GZIP);
    }
  }

  /** The page under another content type. */
  public record ContentType(String type) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(page.with("Content-Type", type));
    }
  }

  /** The page with every fifth byte above ASCII overwritten: no charset reads it any more. */
  public record DamagedCharset() implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      byte[] body = page.body().clone();
      int high = 0;
      for (int i = 0; i < body.length; i++) {
        if (body[i] < 0 && ++high % 5 == 0) {
          body[i] = (byte) 0xff;
        }
      }
      wire.reply(page.withBody(body));
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  private static void sendAsGzip(Wire wire, Reply page, byte[] body) throws IOException {
    wire.noteStatus(page.status());
    wire.send(
        page.head(
            List.of(
                new Header("Content-Encoding", "gzip"),
                new Header("Content-Length", String.valueOf(body.length)),
                new Header("Connection", "close"))));
    wire.sendLast(body);
  }
}
