package dev.sluice.pages.archive;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.io.Serializable;

/**
 * The robots.txt or tdmrep.json of a server, as an archive has it; in a form that can be sent to
 * another machine.
 *
 * @param url of the file
 * @param fetchedAt when the server gave it, in milliseconds since 1970
 * @param body its bytes
 */
public record ServerFile(String url, long fetchedAt, byte[] body) implements Serializable {

  private static final int VERSION = 1;

  /** The same as bytes. */
  public byte[] toBytes() {
    return new RowWriter(VERSION).text(url).number(fetchedAt).bytes(body).toBytes();
  }

  /** What {@link #toBytes} wrote. */
  public static ServerFile of(byte[] bytes) {
    RowReader in = new RowReader("servers", new byte[0], bytes, VERSION, "export");
    ServerFile file = new ServerFile(in.text(), in.number(), in.bytes());
    in.end();
    return file;
  }
}
