package dev.sluice.testweb;

import static dev.sluice.testweb.model.Evil.Expectation.BROKEN;
import static dev.sluice.testweb.model.Evil.Expectation.MALFORMED;
import static dev.sluice.testweb.model.Evil.Expectation.NOT_ASKED;
import static dev.sluice.testweb.model.Evil.Expectation.TIMEOUT;
import static dev.sluice.testweb.model.Evil.Expectation.TRUNCATED;

import dev.sluice.testweb.model.Evil.Kind;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.TrapKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The worst of the web, one evil a site, beside ten honest sites of a hundred pages.
 *
 * <p>The catalogue follows what crawlers are known to have fallen over: Nutch's tests of bad
 * servers, Scrapy's mock server, the issue lists of crawler4j, Heritrix and browsertrix.
 */
final class HostileWeb {
  private static final long SEED = 666;
  private static final int HONEST_SITES = 10;
  private static final int HONEST_PAGES = 100;

  /**
   * robots.txt, other well-known files, the front page, the evil, and twenty hops as of browsers.
   */
  private static final int MOST_WITH_REDIRECTS = 24;

  private static final Charset ASCII = StandardCharsets.US_ASCII;
  private static final String TEXT = "The same sentence stands here again and again. ";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

  private HostileWeb() {}

  static TestWebBuilder describe(TestWebBuilder web) {
    web.maxConnections(1024).maxRecords(500_000);
    for (int i = 1; i <= HONEST_SITES; i++) {
      PageMix mix =
          i % 3 == 0
              ? PageMix.chinese(HONEST_PAGES, SEED + i)
              : PageMix.english(HONEST_PAGES, SEED + i);
      web.site("honest" + i, site -> site.generated(mix.clean()));
    }
    List<Supplier<Stream<EvilSite>>> kinds =
        List.of(
            HostileWeb::connections,
            HostileWeb::lengths,
            HostileWeb::heads,
            HostileWeb::redirects,
            HostileWeb::addresses,
            HostileWeb::traps,
            HostileWeb::charsets,
            HostileWeb::types,
            HostileWeb::robots,
            HostileWeb::robotsBodies,
            HostileWeb::headers,
            HostileWeb::bombs,
            HostileWeb::sizes);
    kinds.stream().flatMap(Supplier::get).forEach(web::evil);
    return web;
  }

  private static EvilSite transport(String name, String what, Fault fault, String... outcomes) {
    return EvilSite.fault(Kind.TRANSPORT, name, what, fault, outcomes);
  }

  private static Stream<EvilSite> connections() {
    return Stream.of(
        transport("reset-first", "reset, no byte", Faults.resetBeforeHeaders(), BROKEN),
        transport("reset-head", "reset after the head", Faults.resetAfterHeaders(), BROKEN),
        transport("reset-body", "reset in the body", Faults.resetMidBody(), BROKEN),
        transport("hang", "no byte for two minutes", Faults.hang(), TIMEOUT),
        transport(
            "slow-start", "90 s to the first byte", slow(Duration.ofSeconds(90)), TIMEOUT, "200"),
        transport("dribble", "a byte each second", Faults.dribble(Duration.ofSeconds(1)), TIMEOUT),
        transport("empty", "closes without a byte", Faults.emptyReply(), BROKEN),
        transport(
            "half-closed",
            "half of the body, then the end of the stream only",
            Faults.halfClosed(Duration.ofSeconds(30)),
            BROKEN),
        transport("false-keep", "promises to keep, closes", Faults.falseKeepAlive(), "200"),
        transport(
            "extra-bytes",
            "an answer to no request behind the answer: nothing stored may say POISON",
            Faults.extraBytes(OK + "Content-Length: 6\r\n\r\nPOISON"),
            "200"));
  }

  private static Fault slow(Duration delay) {
    return Faults.slowFirstByte(delay);
  }

  private static Stream<EvilSite> lengths() {
    return Stream.of(
        transport("length-more", "100 bytes missing", Faults.contentLengthTooLarge(100), BROKEN),
        transport("length-less", "100 bytes too many", Faults.contentLengthTooSmall(100), "200"),
        transport(
            "length-minus", "length -1", Faults.contentLength("-1"), MALFORMED, BROKEN, "200"),
        transport(
            "length-huge",
            "length of 20 digits",
            Faults.contentLength("99999999999999999999"),
            MALFORMED,
            BROKEN),
        transport(
            "length-petabyte",
            "length of a petabyte",
            Faults.contentLength("1125899906842624"),
            BROKEN,
            TRUNCATED),
        transport("length-word", "length many", Faults.contentLength("many"), MALFORMED, "200"),
        transport(
            "length-two", "two lengths", Faults.twoContentLengths(10), MALFORMED, BROKEN, "200"),
        transport("chunk-word", "chunk size zz", chunks("zz\r\nabc\r\n"), MALFORMED, BROKEN),
        transport(
            "chunk-huge",
            "chunk of 8 exbibytes",
            chunks("7fffffffffffffff\r\nabc"),
            MALFORMED,
            BROKEN),
        transport(
            "chunk-overflow",
            "chunk size of 20 digits",
            chunks("fffffffffffffffffff\r\nabc"),
            MALFORMED,
            BROKEN),
        transport("chunk-minus", "chunk size -1", chunks("-1\r\nabc\r\n"), MALFORMED, BROKEN),
        transport("chunk-open", "no last chunk", chunks("3\r\nabc\r\n"), MALFORMED, BROKEN),
        transport(
            "chunk-line",
            "chunk size of a megabyte",
            chunks("0".repeat(1 << 20) + "3\r\nabc\r\n"),
            MALFORMED,
            BROKEN),
        transport("chunk-endless", "chunks without end", Faults.endlessChunks(), TRUNCATED),
        transport("body-endless", "a body without end", Faults.endlessBody(), TRUNCATED));
  }

  private static Fault chunks(String text) {
    return Faults.chunks(text);
  }

  private static Stream<EvilSite> heads() {
    return Stream.of(
        transport("headers-endless", "headers without end", Faults.endlessHeaders(), MALFORMED),
        transport("header-huge", "a header of 1 MB", Faults.hugeHeader(1 << 20), MALFORMED),
        transport(
            "headers-many", "10,000 headers", Faults.manyHeaders("X-More", 10_000), MALFORMED),
        transport("status-none", "no number", badStatus("HTTP/1.1 OK"), MALFORMED, BROKEN),
        transport("status-long", "five digits", badStatus("HTTP/1.1 20000 OK"), MALFORMED, BROKEN),
        transport("status-minus", "status -200", badStatus("HTTP/1.1 -200 OK"), MALFORMED, BROKEN),
        transport("status-099", "status 099", badStatus("HTTP/1.1 099 Low"), MALFORMED, BROKEN),
        transport("status-999", "status 999", badStatus("HTTP/1.1 999 High"), "999", MALFORMED),
        transport("version-9", "HTTP/9.9", badStatus("HTTP/9.9 200 OK"), MALFORMED, BROKEN, "200"),
        transport("icy", "a radio's status line", badStatus("ICY 200 OK"), MALFORMED, BROKEN),
        transport(
            "http-09",
            "a body, no head",
            Faults.raw("<html><p>HTTP/0.9</p></html>\r\n"),
            MALFORMED,
            BROKEN),
        transport(
            "http-2",
            "an HTTP/2 frame",
            Faults.raw("\0\0\6\4\0\0\0\0\0\0\3\0\0\0d"),
            MALFORMED,
            BROKEN),
        transport("tls", "a TLS alert", Faults.raw("\25\3\3\0\2\2\50"), MALFORMED, BROKEN),
        transport("garbage", "64 kB of noise", Faults.raw(noise()), MALFORMED, BROKEN),
        transport(
            "no-lines",
            "a megabyte without a line end",
            Faults.raw("x".repeat(1 << 20)),
            MALFORMED,
            BROKEN),
        transport(
            "continue-flood",
            "100 Continue a thousand times",
            Faults.interimFlood(100, 1000),
            MALFORMED,
            BROKEN,
            "200"),
        transport(
            "hints-flood",
            "103 Early Hints a million times",
            Faults.interimFlood(103, 1_000_000),
            MALFORMED,
            BROKEN,
            TIMEOUT),
        transport(
            "switching",
            "101 unasked",
            Faults.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
            "101",
            MALFORMED,
            BROKEN));
  }

  private static Fault badStatus(String line) {
    return Faults.badStatusLine(line);
  }

  private static String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < 1 << 16; i++) {
      noise.append((char) (i * 31 % 251 + 1));
    }
    return noise.toString();
  }

  private static EvilSite misled(String name, String what, Fault fault, String... outcomes) {
    return EvilSite.fault(Kind.REDIRECT, name, what, fault, outcomes);
  }

  private static Stream<EvilSite> redirects() {
    return Stream.of(
        misled("loop", "two URLs redirect to each other", Faults.redirectLoop(), "302"),
        misled("self", "a redirect to itself", Faults.redirectTo(301, "/evil"), "301"),
        misled("chain", "a chain of 50 redirects", Faults.redirectChain(50), "302")
            .withMostRequests(MOST_WITH_REDIRECTS),
        misled("chain-endless", "each time to a new URL", Faults.redirectOn(), "302")
            .withMostRequests(MOST_WITH_REDIRECTS),
        misled("nowhere", "no Location", Faults.redirectWithoutLocation(), "302"),
        misled("choices", "300 with a Location", Faults.redirectTo(300, "/elsewhere"), "300"),
        misled("unmodified", "304 unasked", Faults.status(304), "304"),
        EvilSite.redirect("mail", "mailto:somebody@example.test"),
        EvilSite.redirect("file", "file:///etc/passwd"),
        EvilSite.redirect("script", "javascript:alert(1)"),
        EvilSite.redirect("data", "data:text/html,<p>hello</p>"),
        EvilSite.redirect("ftp", "ftp://127.0.0.1/"),
        misled(
            "long-location",
            "a Location of 100 kB",
            Faults.redirectTo(302, "/" + "a".repeat(100_000)),
            "302",
            MALFORMED),
        EvilSite.redirect("no-host", "http:///nowhere"),
        EvilSite.redirect("half-host", "http://[::/"),
        EvilSite.redirect("void", ""),
        EvilSite.redirect("with-user", "http://user:secret@10.0.0.1/"),
        EvilSite.redirect("port-99999", "http://127.0.0.1:99999/"),
        EvilSite.redirect("port-0", "http://127.0.0.1:0/"),
        EvilSite.redirect("port-minus", "http://127.0.0.1:-80/"));
  }

  /** Inside addresses, also in the odd forms that inet_aton takes. */
  private static Stream<EvilSite> addresses() {
    return Stream.of(
        EvilSite.redirect("private-10", "http://10.0.0.1/"),
        EvilSite.redirect("private-172", "http://172.16.0.1/"),
        EvilSite.redirect("private-192", "http://192.168.0.1/"),
        EvilSite.redirect("metadata", "http://169.254.169.254/latest/meta-data/"),
        EvilSite.redirect("unspecified", "http://0.0.0.0/"),
        EvilSite.redirect("carrier", "http://100.64.0.1/"),
        EvilSite.redirect("broadcast", "http://255.255.255.255/"),
        EvilSite.redirect("hex-address", "http://0x0a000001/"),
        EvilSite.redirect("decimal-address", "http://167772161/"),
        EvilSite.redirect("octal-address", "http://012.0.0.1/"),
        EvilSite.redirect("short-address", "http://10.1/"),
        EvilSite.redirect("loopback-6", "http://[::1]/"),
        EvilSite.redirect("mapped-6", "http://[::ffff:169.254.169.254]/"),
        EvilSite.redirect("local-6", "http://[fd00::1]/"),
        EvilSite.redirect("link-6", "http://[fe80::1%25eth0]/"));
  }

  private static Stream<EvilSite> traps() {
    return Stream.of(
        EvilSite.trap("calendar", "a calendar without end", TrapKind.PAGINATION)
            .at("/cal/2026/01", HostileWeb::calendar),
        EvilSite.trap("deeper", "a folder deeper each time", TrapKind.DEEPER),
        EvilSite.trap("repeating", "the same segments again", TrapKind.REPEATING),
        EvilSite.trap("session-path", "a session in each path", TrapKind.SESSION_IN_PATH),
        EvilSite.trap("session-query", "a session in each query", TrapKind.SESSION_IN_QUERY),
        EvilSite.trap("facets", "filters in any combination", TrapKind.FACETS),
        EvilSite.trap("pages", "always a next page", TrapKind.PAGINATION),
        EvilSite.trap("soft-404", "200 for what is not there", TrapKind.SOFT_404),
        EvilSite.trap("near-copies", "pages alike but for a number", TrapKind.NEAR_DUPLICATES),
        EvilSite.trap("concatenated", "URLs glued to URLs", TrapKind.CONCATENATED));
  }

  private static void calendar(SiteBuilder site) {
    site.page("/", "<a href=\"/cal/2026/01\">Events</a>").calendar("/cal/");
  }

  private static EvilSite charset(String name, String what, String type, byte[] body) {
    return EvilSite.page(Kind.CHARSET, name, what, Reply.of(type, body), "200");
  }

  private static Stream<EvilSite> charsets() {
    String page = "<!doctype html><html><title>你好</title><p>" + "你好，世界。".repeat(30) + "</p></html>";
    String meta = page.replace("<title>", "<meta charset=\"iso-8859-1\"><title>");
    byte[] utf8 = page.getBytes(StandardCharsets.UTF_8);
    byte[] gbk = page.getBytes(Charset.forName("GBK"));
    return Stream.of(
        charset("charset-wrong", "GBK, declared UTF-8", "text/html; charset=utf-8", gbk),
        charset("charset-none", "GBK, not declared", "text/html", gbk),
        charset("charset-unknown", "a charset of no name", "text/html; charset=klingon", utf8),
        charset("charset-absurd", "a huge name", "text/html; charset=" + "x".repeat(5000), utf8),
        EvilSite.page(
            Kind.CHARSET, "charset-meta", "header UTF-8, meta Latin-1", Reply.html(meta), "200"),
        charset(
            "charset-utf7", "UTF-7", "text/html; charset=utf-7", "<p>+T2BZfQ-</p>".getBytes(ASCII)),
        charset(
            "charset-utf16",
            "UTF-16 without a mark, not declared",
            "text/html",
            page.getBytes(StandardCharsets.UTF_16LE)),
        EvilSite.of(
            Kind.CHARSET,
            "charset-damaged",
            "bytes that no charset reads",
            s -> s.page(EvilSite.PATH, page).fault(EvilSite.PATH, Faults.damagedCharset()),
            "200"));
  }

  private static EvilSite type(String name, String what, Reply reply) {
    return EvilSite.page(Kind.TYPE, name, what, reply, "200", TRUNCATED);
  }

  private static Stream<EvilSite> types() {
    byte[] html = "<!doctype html><p>A page.</p>".getBytes(ASCII);
    byte[] png =
        "\u0089PNG\r\n\032\n\0\0\0\rIHDR".repeat(500).getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(
        type("type-png", "an image as HTML", Reply.of("text/html", png)),
        type("type-octets", "HTML as octets", Reply.of("application/octet-stream", html)),
        type("type-none", "HTML without a type", new Reply(200, List.of(), html, false, false)),
        type("type-absurd", "a type of no form", Reply.of(";;/=\"text", html)),
        type("type-long", "a type of 10 kB", Reply.of("text/" + "x".repeat(10_000), html)),
        type("type-zeros", "a megabyte of zeros as HTML", Reply.of("text/html", new byte[1 << 20])),
        type(
            "type-laughs",
            "a billion laughs in XHTML",
            Reply.of("application/xhtml+xml", laughs("html").getBytes(ASCII))),
        type(
            "type-entity",
            "XHTML that includes a file",
            Reply.of(
                "application/xhtml+xml",
                "<!DOCTYPE html [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><html>&e;</html>"
                    .getBytes(ASCII))));
  }

  /** Ten entities, each ten times the one before: a billion words if a parser believes them. */
  private static String laughs(String root) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE " + root + " [\n");
    xml.append("<!ENTITY l0 \"lol\">\n");
    for (int i = 1; i < 10; i++) {
      String before = "&l" + (i - 1) + ";";
      xml.append("<!ENTITY l").append(i).append(" \"").append(before.repeat(10)).append("\">\n");
    }
    return xml + "]>\n<" + root + ">&l9;</" + root + ">\n";
  }

  private static Stream<EvilSite> robots() {
    return Stream.of(
        EvilSite.robots("robots-500", "always 500", s -> s.robotsStatus(500), NOT_ASKED),
        EvilSite.robots(
            "robots-flaps",
            "503 once, then a file that allows all",
            s -> s.fault("/robots.txt", Faults.statusTimes(503, 1)),
            "200",
            NOT_ASKED),
        EvilSite.robots("robots-429", "always 429", s -> s.robotsStatus(429), NOT_ASKED, "200"),
        EvilSite.robots(
            "robots-hangs", "no byte", s -> s.robotsUnreachable(Faults.hang()), NOT_ASKED),
        EvilSite.robots(
            "robots-loops",
            "redirects to itself for ever",
            s -> s.fault("/robots.txt", Faults.redirectLoop()),
            NOT_ASKED,
            "200"),
        EvilSite.robots(
            "robots-elsewhere",
            "a redirect to a file of another host that disallows all",
            s -> s.robotsRedirectedAcross("robots-none", 1, "User-agent: *\nDisallow: /\n"),
            NOT_ASKED),
        EvilSite.robots(
            "robots-inside",
            "a redirect to a private address",
            s -> s.fault("/robots.txt", Faults.redirectToPrivateAddress()),
            NOT_ASKED,
            "200"),
        EvilSite.robots("robots-none", "always 404", s -> s.robotsStatus(404), "200"),
        EvilSite.robots(
            "robots-all",
            "all disallowed",
            s -> s.robots("User-agent: *\nDisallow: /\n"),
            NOT_ASKED),
        EvilSite.robots(
            "robots-delay",
            "a Crawl-delay of a billion seconds",
            s -> s.robots("User-agent: *\nCrawl-delay: 1000000000\n"),
            NOT_ASKED),
        EvilSite.robots(
            "robots-reset",
            "reset, no byte",
            s -> s.robotsUnreachable(Faults.resetBeforeHeaders()),
            NOT_ASKED));
  }

  private static Stream<EvilSite> robotsBodies() {
    return Stream.of(
        EvilSite.robots(
            "robots-huge",
            "5 MB, all disallowed at its start",
            s ->
                s.robotsReply(
                    Reply.text("User-agent: *\nDisallow: /\n" + "# filling\n".repeat(500_000)),
                    false),
            NOT_ASKED),
        EvilSite.robots(
            "robots-html",
            "a page in its place",
            s -> s.robotsReply(Reply.html("<!doctype html><p>Welcome!</p>"), true),
            "200"),
        EvilSite.robots("robots-binary", "noise", s -> s.robotsGarbage(SEED), "200"),
        EvilSite.robots("robots-empty", "no byte of body", s -> s.robots(""), "200"),
        EvilSite.robots(
            "robots-bomb",
            "a gzip bomb of 256 MiB",
            s -> s.fault("/robots.txt", Faults.gzipBomb(256)),
            "200",
            NOT_ASKED),
        EvilSite.robots(
            "robots-endless",
            "a body without end",
            s -> s.fault("/robots.txt", Faults.endlessBody()),
            "200",
            NOT_ASKED),
        EvilSite.robots(
            "robots-regex",
            "patterns that ask for backtracking",
            s ->
                s.robotsReply(
                    Reply.text("User-agent: *\nDisallow: /" + "*a".repeat(2000) + "$\n"), true),
            "200"));
  }

  private static EvilSite header(String name, String what, Fault fault, String... outcomes) {
    return EvilSite.fault(Kind.HEADER, name, what, fault, outcomes);
  }

  private static Stream<EvilSite> headers() {
    String far = "Fri, 31 Dec 9999 23:59:59 GMT";
    return Stream.of(
        header("retry-huge", "1e12 seconds", Faults.retryAfterText(503, "1000000000000"), "503"),
        header("retry-minus", "-5 seconds", Faults.retryAfterText(503, "-5"), "503"),
        header("retry-word", "soon", Faults.retryAfterText(429, "soon"), "429"),
        header("retry-digits", "400 digits", Faults.retryAfterText(429, "9".repeat(400)), "429"),
        header(
            "retry-past",
            "a date in the past",
            Faults.retryAfterText(503, "Thu, 01 Jan 1970 00:00:00 GMT"),
            "503"),
        header("retry-far", "the year 9999", Faults.retryAfterText(429, far), "429"),
        header(
            "cookies", "5,000 cookies", Faults.manyHeaders("Set-Cookie", 5000), MALFORMED, "200"),
        header("two-types", "two types", Faults.manyHeaders("Content-Type", 2), "200", TRUNCATED),
        EvilSite.page(
            Kind.HEADER,
            "header-bytes",
            "control characters in a value",
            Reply.html("<p>A page.</p>").with("X-Odd", "a\0b\u0007c\u00ff"),
            "200",
            MALFORMED),
        EvilSite.page(
            Kind.HEADER,
            "no-name",
            "a header without a name",
            Reply.html("<p>A page.</p>").with("", "value"),
            "200",
            MALFORMED));
  }

  private static EvilSite size(String name, String what, Fault fault, String... outcomes) {
    return EvilSite.fault(Kind.SIZE, name, what, fault, outcomes);
  }

  private static Stream<EvilSite> bombs() {
    return Stream.of(
        size("bomb-gzip", "1 GiB in gzip", Faults.gzipBomb(1024), TRUNCATED),
        size("bomb-deflate", "256 MiB in deflate", Faults.deflateBomb(256), TRUNCATED, MALFORMED),
        size("bomb-zstd", "1 GiB in Zstandard", Faults.zstdBomb(1024), TRUNCATED, MALFORMED),
        size("bomb-brotli", "64 MiB in Brotli", Faults.brotliBomb(), TRUNCATED, MALFORMED),
        size("gzip-broken", "gzip that is none", Faults.brokenGzip(), MALFORMED));
  }

  private static Stream<EvilSite> sizes() {
    return Stream.of(
        size("page-100-mb", "a page of 100 MB", stretched("<p>", TEXT, 2_200_000), TRUNCATED),
        size(
                "links-million",
                "a million links",
                stretched("<p>", "<a href=\"/l/#\">#</a>\n", 1_000_000),
                TRUNCATED,
                "200")
            .withMostRequests(EvilSite.MOST_REQUESTS_IN_TRAP),
        size("nested", "100,000 nested divs", stretched("", "<div>", 100_000), "200", TRUNCATED),
        size(
            "nested-mixed",
            "40,000 open b, i and a",
            stretched("", "<b><i><a href=/>", 40_000),
            "200",
            TRUNCATED),
        size(
            "attribute",
            "an attribute of 10 MB",
            Faults.stretched("<p title=\"", "0123456789", 1_000_000, "\">x</p>"),
            TRUNCATED,
            "200"),
        size(
            "title",
            "a title of 5 MB",
            Faults.stretched("<title>", "0123456789", 500_000, "</title>"),
            TRUNCATED,
            "200"),
        sitemap(
            "sitemap-50-mb",
            "a sitemap of 50 MB",
            Faults.stretched(
                "<urlset>", "<url><loc>http://a.test/#</loc></url>\n", 1_250_000, "</urlset>")),
        sitemap(
            "sitemap-laughs",
            "a billion laughs in a sitemap",
            Faults.stretched(laughs("urlset"), "", 1, "")));
  }

  private static Fault stretched(String before, String piece, int times) {
    return Faults.stretched("<!doctype html><html><body>" + before, piece, times, "</body></html>");
  }

  private static EvilSite sitemap(String name, String what, Fault fault) {
    String path = "/sitemap.xml";
    return size(name, what, fault, "200", TRUNCATED, MALFORMED, TIMEOUT, NOT_ASKED)
        .at(
            path,
            s ->
                s.robots("User-agent: *\nAllow: /\nSitemap: ${" + name + "}" + path + "\n")
                    .page("/", "<!doctype html><p>A good page.</p>")
                    .page(path, Reply.of("application/xml", new byte[0]))
                    .fault(path, fault));
  }
}
