package dev.sluice.pages.archive;

import java.io.IOException;

/** A file that is not compressed: one member, which ends with it. */
final class PlainMember implements Unpacking {

  @Override
  public boolean begins(byte[] bytes, int at, int length) {
    return length > 0;
  }

  @Override
  public int markBytes() {
    return 1;
  }

  @Override
  public void begin(Source source) {}

  @Override
  public int read(Source source, byte[] into, int offset, int length) throws IOException {
    int some = Math.min(length, source.ask(1));
    if (some < 1) {
      return -1;
    }
    System.arraycopy(source.buffer(), source.at(), into, offset, some);
    source.take(some);
    return some;
  }

  @Override
  public void close() {}
}
