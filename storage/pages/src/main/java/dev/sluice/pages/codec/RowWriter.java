package dev.sluice.pages.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes the fields of a row, the version byte first.
 *
 * <p>Numbers are varints of base 128, the low group first (as in Protocol Buffers), signed ones in
 * zigzag form; texts and byte strings are a length and that many bytes, texts in UTF-8; an instant
 * is its milliseconds since 1970.
 */
public final class RowWriter {

  private final ByteSink out = new ByteSink(128);

  /** Begins a row of this version, 1 to 127. */
  public RowWriter(int version) {
    out.put((byte) version);
  }

  public RowWriter number(long value) {
    out.varint(value << 1 ^ value >> 63);
    return this;
  }

  public RowWriter flag(boolean value) {
    out.put((byte) (value ? 1 : 0));
    return this;
  }

  public RowWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public RowWriter bytes(byte[] value) {
    number(value.length);
    out.put(value);
    return this;
  }

  public RowWriter instant(Instant value) {
    return number(value.toEpochMilli());
  }

  /** The whole row. */
  public byte[] toBytes() {
    return out.toBytes();
  }
}
