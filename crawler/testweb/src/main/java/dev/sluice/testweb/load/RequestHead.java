package dev.sluice.testweb.load;

/**
 * The head of one request, found in the bytes of a connection: where its target and its Host are,
 * and whether the connection ends with it.
 */
final class RequestHead {
  private static final byte[] HOST = {'h', 'o', 's', 't', ':'};
  private static final byte[] CONNECTION = {'c', 'o', 'n', 'n', 'e', 'c', 't', 'i', 'o', 'n', ':'};
  private static final byte[] CLOSE = {'c', 'l', 'o', 's', 'e'};
  private static final byte[] KEEP = {'k', 'e', 'e', 'p'};

  boolean get;
  boolean close;
  int targetFrom;
  int targetUntil;
  int hostFrom;
  int hostUntil;

  /** The place after the empty line that ends a head; -1 if it is not there yet. */
  static int end(byte[] bytes, int from, int until) {
    for (int i = from + 3; i < until; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** Reads the head between these places; false if it is none. */
  boolean read(byte[] bytes, int from, int end) {
    int method = find(bytes, from, end, (byte) ' ');
    int target = method < 0 ? -1 : find(bytes, method + 1, end, (byte) ' ');
    int line = target < 0 ? -1 : find(bytes, target + 1, end, (byte) '\n');
    if (line < 0) {
      return false;
    }
    get = method - from == 3 && bytes[from] == 'G';
    targetFrom = method + 1;
    targetUntil = target;
    hostFrom = 0;
    hostUntil = 0;
    close = bytes[line - 2] == '0';
    for (int at = line + 1; at < end; ) {
      int next = find(bytes, at, end, (byte) '\n');
      header(bytes, at, next);
      at = next + 1;
    }
    return true;
  }

  private void header(byte[] bytes, int from, int until) {
    if (startsWith(bytes, from, until, HOST)) {
      hostFrom = value(bytes, from + HOST.length, until);
      hostUntil = bytes[until - 1] == '\r' ? until - 1 : until;
    } else if (startsWith(bytes, from, until, CONNECTION)) {
      int value = value(bytes, from + CONNECTION.length, until);
      close =
          startsWith(bytes, value, until, CLOSE)
              || (close && !startsWith(bytes, value, until, KEEP));
    }
  }

  private static int value(byte[] bytes, int from, int until) {
    int at = from;
    while (at < until - 1 && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] bytes, int from, int until, byte[] lowerCase) {
    if (until - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      int letter = bytes[from + i];
      if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static int find(byte[] bytes, int from, int until, byte wanted) {
    for (int i = from; i < until; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
