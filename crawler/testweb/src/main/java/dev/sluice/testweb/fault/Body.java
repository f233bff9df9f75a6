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
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

/** Bodies that are not what they seem. */
public final class Body {
  private static final int BLOCK_BYTES = 1 << 20;

  /** An empty last block (RFC 1951, 3.2.6). */
  private static final byte[] DEFLATE_END = {3, 0};

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
      ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      size.putInt((int) ((long) decodedMebibytes * BLOCK_BYTES));
      CRC32 sum = new CRC32();
      int tailBytes = DEFLATE_END.length + 8;
      byte[] packed = deflated(spaces());
      sendHead(wire, page, "gzip", GZIP_HEAD.length + packed.length * decodedMebibytes + tailBytes);
      wire.send(GZIP_HEAD);
      sendBlocks(wire, packed, decodedMebibytes, sum);
      ByteBuffer tail = ByteBuffer.allocate(tailBytes).order(ByteOrder.LITTLE_ENDIAN);
      tail.put(DEFLATE_END).putInt((int) sum.getValue()).put(size.flip());
      wire.sendLast(tail.array());
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

  /** The same as a zlib stream, which HTTP calls deflate (RFC 9110, 8.4.1.2). */
  public record DeflateBomb(int decodedMebibytes) implements Fault {
    private static final byte[] ZLIB_HEAD = {0x78, (byte) 0xda};

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      Adler32 sum = new Adler32();
      int tailBytes = DEFLATE_END.length + 4;
      byte[] packed = GzipBomb.deflated(spaces());
      sendHead(
          wire, page, "deflate", ZLIB_HEAD.length + packed.length * decodedMebibytes + tailBytes);
      wire.send(ZLIB_HEAD);
      sendBlocks(wire, packed, decodedMebibytes, sum);
      ByteBuffer tail = ByteBuffer.allocate(tailBytes);
      wire.sendLast(tail.put(DEFLATE_END).putInt((int) sum.getValue()).array());
    }
  }

  /**
   * The same as a Zstandard frame (RFC 8878): blocks of one repeated byte, four bytes for each 128
   * KiB.
   */
  public record ZstdBomb(int decodedMebibytes) implements Fault {
    /** Magic number, no flags, a window of 128 KiB. */
    private static final byte[] ZSTD_HEAD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0x38};

    private static final int BLOCK_SIZE = 128 * 1024;
    private static final int REPEATED_BYTE = 1;

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      int blocks = decodedMebibytes * (BLOCK_BYTES / BLOCK_SIZE);
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      bomb.writeBytes(ZSTD_HEAD);
      for (int i = 1; i <= blocks; i++) {
        int head = BLOCK_SIZE << 3 | REPEATED_BYTE << 1 | (i == blocks ? 1 : 0);
        bomb.writeBytes(new byte[] {(byte) head, (byte) (head >> 8), (byte) (head >> 16), ' '});
      }
      sendCoded(wire, page, "zstd", bomb.toByteArray());
    }
  }

  /**
   * The same in Brotli (RFC 7932): 64 MiB of spaces in 54 bytes, made by {@code head -c 64M
   * /dev/zero | tr '\\0' ' ' | brotli -q 11 -w 24}.
   */
  public record BrotliBomb() implements Fault {
    private static final String HEX =
        "cfffff7ff82540e2b14020f7fe9ffffffff04b00c4610180eefd3fffffffe197"
            + "0088c32200ddfb7ffeffffc32f01108705"
            + "00baf7ff03";

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendCoded(wire, page, "br", HexFormat.of().parseHex(HEX));
    }
  }

  /** A body that is declared gzip and stops being gzip after the first bytes. */
  public record BrokenGzip() implements Fault {
    private static final byte[] NOT_GZIP = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7, 7};

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      sendCoded(wire, page, "gzip", NOT_GZIP);
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

  private static byte[] spaces() {
    byte[] plain = new byte[BLOCK_BYTES];
    Arrays.fill(plain, (byte) ' ');
    return plain;
  }

  private static void sendCoded(Wire wire, Reply page, String coding, byte[] body)
      throws IOException {
    sendHead(wire, page, coding, body.length);
    wire.sendLast(body);
  }

  private static void sendHead(Wire wire, Reply page, String coding, int length)
      throws IOException {
    wire.noteStatus(page.status());
    wire.send(
        page.head(
            List.of(
                new Header("Content-Encoding", coding),
                new Header("Content-Length", String.valueOf(length)),
                new Header("Connection", "close"))));
  }

  /**
   * One block many times, summing up what it decodes to on the way: a client that has enough and
   * leaves ends this at once.
   */
  private static void sendBlocks(Wire wire, byte[] packed, int times, Checksum sum)
      throws IOException {
    byte[] plain = spaces();
    for (int i = 0; i < times; i++) {
      wire.send(packed);
      sum.update(plain);
    }
  }
}
