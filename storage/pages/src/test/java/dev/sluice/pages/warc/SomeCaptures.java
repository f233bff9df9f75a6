package dev.sluice.pages.warc;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Captures that are hard to write down. */
final class SomeCaptures {

  static final Instant AT = Instant.parse("2026-10-01T12:00:00.250Z");

  private SomeCaptures() {}

  static RawPage page(String url, int status, List<Headers.Field> fields, byte[] body) {
    return page(url, status, fields, body, false, "192.0.2.1");
  }

  static RawPage page(
      String url,
      int status,
      List<Headers.Field> fields,
      byte[] body,
      boolean truncated,
      String address) {
    return new RawPage(
        new Capture(
            new CaptureKey(PageUrl.parse(url), AT),
            status,
            new Headers(fields),
            ContentHash.of(body),
            body.length,
            truncated,
            address,
            Duration.ofMillis(1234),
            false,
            Change.CHANGED,
            List.of(
                new Directive(Directive.Meaning.NOARCHIVE, "meta robots", " no;archive\r\n50% 雪 ")),
            new Provenance(
                3,
                "a seed: 種",
                Map.of("topic=x", "news=\"a\"\n", "empty", ""),
                Optional.of(PageUrl.parse("https://example.com/from?a=b")))),
        body);
  }

  static Headers.Field field(String name, String value) {
    return new Headers.Field(name, value);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One of each kind that is hard. */
  static List<RawPage> hard() {
    List<Headers.Field> html = List.of(field("Content-Type", "text/html; charset=utf-8"));
    byte[] hello = utf8("<p>hello 雪</p>");
    List<RawPage> pages = new ArrayList<>();
    pages.add(page("https://example.com/", 200, html, hello));
    pages.add(page("https://example.com/empty", 200, html, new byte[0]));
    pages.add(page("https://example.com/none", 204, List.of(), new byte[0]));
    pages.add(page("https://example.com/no-header", 200, List.of(), hello));
    pages.add(page("https://example.com/cut", 200, html, hello, true, "192.0.2.1"));
    pages.add(
        page("http://[2001:db8::1]:8080/v6", 200, html, hello, false, "2001:db8:0:0:0:0:0:1"));
    pages.add(page("https://example.com/nowhere", 404, html, hello, false, ""));
    pages.add(
        page(
            "https://example.com/moved",
            301,
            List.of(field("Location", "/x"), field("Content-Length", "0")),
            new byte[0]));
    pages.add(
        page(
            "https://example.com/gzipped",
            200,
            List.of(
                field("content-encoding", "gzip"),
                field("Content-Length", "17"),
                field("Transfer-Encoding", "chunked"),
                field("X-After", "1")),
            hello));
    pages.add(
        page(
            "https://example.com/true-length",
            200,
            List.of(field("content-length", "" + hello.length), field("Content-Encoding", "br")),
            hello));
    pages.add(
        page(
            "https://example.com/two-lengths",
            200,
            List.of(field("Content-Length", "17"), field("Content-Length", "" + hello.length)),
            hello));
    pages.add(
        page(
            "https://example.com/odd",
            200,
            List.of(
                field("Set-Cookie", "a=1"),
                field("set-cookie", "b=2"),
                field("Set-Cookie", "a=1"),
                field("X-Empty", ""),
                field("X-Latin", "caf\u00e9"),
                field("X-Control", "a\u0000b\u0007c"),
                field("X-Folded", "one\r\n two"),
                field("X-Wide", "雪"),
                field("X bad:name", "v"),
                field("", "nameless"),
                field("X-Crawler-Content-Encoding", "really sent"),
                field("X-Spaces", "  around  ")),
            hello));
    pages.add(
        page(
            "https://example.com/雪?q=\"a|b\"&c={d}[1]^`<>\\%zz%41",
            200, html, utf8("not\r\n\r\nthe end\r\n\r\nWARC/1.1\r\n")));
    pages.add(page("https://example.com/same", 304, List.of(field("ETag", "\"e\"")), new byte[0]));
    pages.add(
        page(
            "https://example.com/same-with-length",
            304,
            List.of(field("Content-Length", "512")),
            new byte[0]));
    pages.add(page("https://example.com/odd-status", 999, html, hello));
    byte[] noise = new byte[300_000];
    new Random(7).nextBytes(noise);
    pages.add(page("https://example.com/noise", 200, html, noise));
    return pages;
  }
}
