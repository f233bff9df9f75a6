package dev.sluice.spark;

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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Pages of a small web, the same each time: a giant host and small ones with a frame of their own,
 * pages that were fetched several times, copies, near copies, refusals and pages that are none.
 */
final class PretendWeb {

  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private static final String[] WORDS =
      ("river mill stone bridge field market harvest winter lantern orchard copper meadow signal"
              + " harbour engine letter carpet mountain village window shoulder thunder needle"
              + " garden barrel candle feather hammer island journey kettle ladder")
          .split(" ");

  private final Random random = new Random(20261128);
  private final List<RawPage> pages = new ArrayList<>();

  private PretendWeb() {}

  /**
   * So many pages, not in the order of their keys.
   *
   * @param ofGiant how many of them the giant host has
   */
  static List<RawPage> pages(int count, int ofGiant) {
    PretendWeb web = new PretendWeb();
    for (int i = 0; i < count; i++) {
      web.add(i, i < ofGiant ? "giant.example" : "host" + i % 23 + ".example");
    }
    Collections.shuffle(web.pages, web.random);
    return web.pages;
  }

  private void add(int i, String host) {
    String url = "https://" + host + "/page/" + i;
    String article = article(i);
    switch (i % 11) {
      case 0 -> add(url, i, 404, "text/html", "<p>Not found.</p>", List.of());
      case 1 -> add(url, i, 200, "image/png", "none", List.of());
      case 2 -> add(url, i, 200, "text/html", framed(host, article(i / 40)), List.of());
      case 3 -> {
        add(url, i, 200, "text/html", framed(host, article), List.of());
        add(url, i + 5_000, 200, "text/html", framed(host, article + article(i + 1)), List.of());
        add(url, i + 9_000, 304, "text/html", "", refusal(i));
      }
      case 4 -> {
        String near = article(i / 40) + "<p>" + sentence(new Random(i)) + "</p>";
        add(url, i, 200, "text/html", framed(host, near), List.of());
      }
      default -> add(url, i, 200, "text/html", framed(host, article), List.of());
    }
  }

  private static List<Directive> refusal(int i) {
    return i % 2 == 0
        ? List.of()
        : List.of(new Directive(Directive.Meaning.NO_AI, "meta robots", "noai"));
  }

  private void add(
      String url, int seconds, int status, String type, String body, List<Directive> asked) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Capture capture =
        new Capture(
            new CaptureKey(PageUrl.parse(url), NOON.plusSeconds(seconds)),
            status,
            new Headers(List.of(new Headers.Field("Content-Type", type + "; charset=utf-8"))),
            ContentHash.of(bytes),
            bytes.length,
            false,
            "192.0.2.1",
            Duration.ofMillis(120),
            false,
            Change.FIRST,
            asked,
            new Provenance(
                1, "seed" + seconds % 3, Map.of("topic", "t" + seconds % 4), Optional.empty()));
    pages.add(new RawPage(capture, bytes));
  }

  private static String framed(String host, String content) {
    return "<html><head><title>On "
        + host
        + "</title></head><body><div><a href=/>Start</a> <a href=/a>Our water</a></div><div>Water"
        + " for everybody at "
        + host
        + ", every day of the year.</div><div>"
        + content
        + "</div><div>All rights of "
        + host
        + " are reserved by the waterworks.</div></body></html>";
  }

  private static String article(long number) {
    Random own = new Random(number);
    StringBuilder html = new StringBuilder();
    for (int p = 0; p < 4; p++) {
      html.append("<p>");
      for (int s = 0; s < 4; s++) {
        html.append(sentence(own)).append(' ');
      }
      html.append("</p>");
    }
    return html.append("<p>The waterworks of the valley thank all who have read so far.</p>")
        .toString();
  }

  private static String sentence(Random own) {
    StringBuilder text = new StringBuilder("The");
    for (int i = 0; i < 11; i++) {
      text.append(' ').append(WORDS[own.nextInt(WORDS.length)]);
    }
    return text.append(" and that is so with all of them.").toString();
  }
}
