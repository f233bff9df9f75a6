package dev.sluice.service.cli;

/** Sizes as people read them. */
final class Sizes {

  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  /** Such as "312 bytes" or "4.2 MiB". */
  static String text(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
