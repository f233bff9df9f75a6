package dev.sluice.corpus;

import dev.sluice.pages.model.RawPage;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Pages of a small pretend web, English and Chinese, good and bad; the same for the same seed. */
final class SamplePages {

  static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private static final List<String> ENGLISH =
      List.of(
          "The river rises in the hills to the north of the town and flows south to the sea.",
          "People have lived along its banks for as long as there are records of the valley.",
          "In spring the water carries sand and gravel that settle on the fields below the weir.",
          "A mill stood at the bend, and the miller was known to be a patient and careful man.",
          "He kept the gate of the sluice open when the rain came, so that nothing was lost.",
          "With the new bridge came a market, and with the market came traders from the coast.",
          "The old stones of the mill are still there, and children play on them in summer.",
          "Nobody remembers who wrote the first map of the valley, but it is surprisingly exact.");

  private static final List<String> CHINESE =
      List.of(
          "这条河发源于城北的山中，向南流入大海，两岸的村庄在很久以前就已经出现了。",
          "春天的时候，河水带来泥沙，沉积在堤坝下面的田地里，为农民提供了肥沃的土壤。",
          "河湾处曾经有一座磨坊，磨坊的主人是一个有耐心而且很细心的人。",
          "下雨的时候，他总是把水闸打开，这样就没有东西会被冲走，也没有人受伤。",
          "新桥建成之后，这里有了集市，从海边来的商人也在这里做生意。",
          "磨坊的旧石头还在那里，夏天的时候孩子们在上面玩耍，老人在树下聊天。",
          "没有人记得是谁画了第一张山谷的地图，但是这张地图被认为是非常准确的。",
          "这座小城的历史被写进了书中，每年都有很多人来这里参观和学习。");

  private SamplePages() {}

  /** A mixed lot: two thirds become documents, the others show every reason to be dropped. */
  static MemorySnapshot snapshot(int pages, long seed) {
    Random random = new Random(seed);
    MemorySnapshot snapshot = new MemorySnapshot();
    for (int i = 0; i < pages; i++) {
      snapshot.add(page(i, random));
    }
    return snapshot;
  }

  private static RawPage page(int i, Random random) {
    String url = "https://site" + i % 7 + ".example.com/page/" + i;
    Instant at = NOON.plusSeconds(random.nextInt(100_000));
    return switch (i % 12) {
      case 0 -> MemorySnapshot.page(url, at, 404, "text/html", html("Gone", "Not found."));
      case 1 -> MemorySnapshot.page(url, at, 200, "image/png", "\u0089PNG");
      case 2 ->
          MemorySnapshot.page(url, at, 200, "text/html", html("Short", "Too short to be kept."));
      case 3 -> html(url, at, article(ENGLISH, new Random(99)));
      case 4 -> html(url.replaceAll("/page/\\d+", "/again"), at, article(ENGLISH, random));
      case 5, 6, 7 -> html(url, at, article(CHINESE, random));
      default -> html(url, at, article(ENGLISH, random));
    };
  }

  static RawPage rawHtml(String url, String html) {
    return MemorySnapshot.page(url, NOON, 200, "text/html; charset=utf-8", html);
  }

  static RawPage html(String url, Instant at, String paragraphs) {
    return MemorySnapshot.page(
        url,
        at,
        200,
        "text/html; charset=utf-8",
        html("The valley \"<1>\" & its river", paragraphs));
  }

  static String html(String title, String paragraphs) {
    return "<!doctype html><html><head><title>"
        + title.replace("&", "&amp;").replace("<", "&lt;")
        + "</title><meta name=author content='A. Miller'>"
        + "<meta property='article:published_time' content='2026-09-30T08:00:00+02:00'></head>"
        + "<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article>"
        + paragraphs
        + "</article><footer>All rights reserved.</footer></body></html>";
  }

  static String english(long seed) {
    return article(ENGLISH, new Random(seed));
  }

  private static String article(List<String> sentences, Random random) {
    StringBuilder html = new StringBuilder();
    for (int p = 0; p < 4; p++) {
      html.append("<p>");
      for (int s = 0; s < 5; s++) {
        html.append(sentences.get(random.nextInt(sentences.size()))).append(' ');
      }
      html.append("</p>");
    }
    return html.toString();
  }
}
