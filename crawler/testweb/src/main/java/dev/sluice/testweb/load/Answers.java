package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What is said to a target: a page, robots.txt, or that nothing is there. */
final class Answers {
  private static final int ROOM_FOR_HEAD = 256;
  private static final byte[] ROBOTS = bytes("/robots.txt");
  private static final byte[] PAGE = bytes("/p/");
  private static final byte[] HTML = bytes(".html");
  private static final String KEEP = "\r\nConnection: keep-alive\r\n\r\n";
  private static final String CLOSE = "\r\nConnection: close\r\n\r\n";

  /** What {@link #page} says of a target that is no page. */
  static final int NO_PAGE = -1;

  private final LoadPages pages;
  private final int pagesPerSite;
  private final byte[] robots;
  private final byte[] missing = bytes("<!doctype html><title>404</title><p>Not here.</p>\n");
  private final Sheet sheet = new Sheet();

  Answers(LoadPages pages, LoadPlan plan) {
    this.pages = pages;
    this.pagesPerSite = plan.shape().pages();
    String delay =
        plan.manners()
            .crawlDelay()
            .map(asked -> "Crawl-delay: " + asked.toMillis() / 1000.0 + "\n")
            .orElse("");
    this.robots = bytes("User-agent: *\nAllow: /\n" + delay);
  }

  /** The number of the page that a target is; {@link #NO_PAGE} if it is none. */
  int page(byte[] bytes, int from, int until) {
    if (until - from == 1 && bytes[from] == '/') {
      return 0;
    }
    int numberUntil = until - HTML.length;
    boolean page =
        numberUntil > from + PAGE.length
            && matches(bytes, from, PAGE)
            && matches(bytes, numberUntil, HTML);
    int number = page ? Digits.number(bytes, from + PAGE.length, numberUntil) : NO_PAGE;
    return number > 0 && number < pagesPerSite ? number : NO_PAGE;
  }

  boolean isRobots(byte[] bytes, int from, int until) {
    return until - from == ROBOTS.length && matches(bytes, from, ROBOTS);
  }

  /** A whole answer; to be sent or copied before the next one is made. */
  ByteBuffer answer(Asked asked, int site, int page, boolean close) {
    sheet.clear(ROOM_FOR_HEAD);
    switch (asked) {
      case PAGE -> pages.write(site, page, sheet);
      case ROBOTS -> sheet.put(robots);
      case MISSING -> sheet.put(missing);
    }
    String status = asked == Asked.MISSING ? "404 Not Found" : "200 OK";
    String type = asked == Asked.ROBOTS ? "text/plain" : "text/html; charset=utf-8";
    return withHead(status, type, close);
  }

  /** An answer for a request that is none of this web, after which the connection closes. */
  ByteBuffer refusal(String status) {
    sheet.clear(ROOM_FOR_HEAD);
    return withHead(status, "text/plain", true);
  }

  private ByteBuffer withHead(String status, String type, boolean close) {
    int length = sheet.length() - ROOM_FOR_HEAD;
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nServer: testweb\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + length
            + (close ? CLOSE : KEEP);
    int from = sheet.putBefore(ROOM_FOR_HEAD, bytes(head));
    return ByteBuffer.wrap(sheet.bytes(), from, sheet.length() - from);
  }

  private static boolean matches(byte[] bytes, int from, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
