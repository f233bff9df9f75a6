package dev.sluice.service.cli;

import java.util.Locale;

/** Sizes as people read them. */
final class Sizes {

  private static final String[] UNITS = {"", "KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  /** Such as "1 byte", "312 bytes" or "4.2 MiB". */
  static String text(long bytes) {
    if (bytes < 1024) {
      return Counted.text(bytes, "byte");
    }
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
