package dev.sluice.testweb.load;

import dev.sluice.testweb.model.Language;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.prose.Prose;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The pages of a web for load: each is a pure function of seed, site and number, and none is kept.
 *
 * <p>The pages of a site are a tree, in which a page leads to a third as many children as it has
 * links, so all can be reached from the front page; every front page leads to that of the next
 * site, so all can be reached from any. The other links go to the first pages (the navigation), to
 * pages of other sites (one in ten) and to any page of the site. Sizes are spread like those of the
 * web, log-normal, between a third of the median and three times as much. Every fifth site is
 * Chinese.
 *
 * <p>One page of 25 kB is some three hundred copies of short byte arrays, about ten microseconds.
 */
public final class LoadPages {
  private static final double SIGMA = 0.55;
  private static final double SMALLEST = 0.32;
  private static final double LARGEST = 3.2;

  /** So many uniform numbers are as good as a normal one. */
  private static final int UNIFORMS = 12;

  private static final int SENTENCES_PER_PARAGRAPH = 5;
  private static final int SENTENCE_WITH_LINK_EVERY = 2;
  private static final byte[] LOCAL = bytes("<a href=\"/p/");
  private static final byte[] RELATIVE = bytes("<a href=\"");
  private static final byte[] AFTER_NUMBER = bytes(".html\">");
  private static final byte[] FRONT = bytes("<a href=\"/\">");
  private static final byte[] HTTP = bytes("<a href=\"http://");
  private static final byte[] LABEL_END = bytes("</a> ");
  private static final byte[] PARAGRAPH = bytes("<p>");
  private static final byte[] PARAGRAPH_END = bytes("</p>\n");

  private final LoadPlan.Shape shape;
  private final LoadHosts hosts;
  private final Dress english;
  private final Dress chinese;
  private final int fanOut;
  private final int navigation;

  public LoadPages(LoadPlan plan, LoadHosts hosts) {
    this.shape = plan.shape();
    this.hosts = hosts;
    Prose prose = new Prose();
    this.english = new Dress(prose, Language.ENGLISH, shape.seed());
    this.chinese = new Dress(prose, Language.CHINESE, shape.seed());
    this.fanOut = Math.max(1, shape.links() / 3);
    this.navigation = Math.min(shape.links() / 6, shape.pages());
  }

  /** The path of a page. */
  public static String path(int page) {
    return page == 0 ? "/" : "/p/" + page + ".html";
  }

  /** A page as it is served. */
  public byte[] bytes(int site, int page) {
    Sheet sheet = new Sheet();
    write(site, page, sheet);
    return Arrays.copyOf(sheet.bytes(), sheet.length());
  }

  /** Writes a page. */
  void write(int site, int page, Sheet sheet) {
    SplittableRandom random =
        new SplittableRandom(shape.seed() + (long) site * shape.pages() + page);
    Dress dress = site % 5 == 4 ? chinese : english;
    int end = sheet.length() + bytes(random) - dress.foot.length;
    byte[] title = dress.sentences.title(random);
    sheet.put(dress.head).put(title).put(dress.siteName).put(site).put(dress.nav);
    for (int i = 0; i < navigation; i++) {
      local(i, dress, sheet);
    }
    sheet.put(dress.main).put(title).put(" ").put(site).put("/").put(page).put(dress.byline);
    text(site, page, dress, random, sheet, end);
    sheet.put(dress.foot);
  }

  /** Paragraphs; links stand in the first ones, as many as a page still needs. */
  private void text(
      int site, int page, Dress dress, SplittableRandom random, Sheet sheet, int end) {
    int link = navigation;
    int sentence = 0;
    while (sheet.length() < end || link < shape.links()) {
      if (sentence % SENTENCES_PER_PARAGRAPH == 0) {
        sheet.put(sentence == 0 ? PARAGRAPH : PARAGRAPH_END);
        sheet.put(sentence == 0 ? new byte[0] : PARAGRAPH);
      }
      boolean crowded = sheet.length() >= end;
      if (link < shape.links() && (crowded || sentence % SENTENCE_WITH_LINK_EVERY == 0)) {
        link(site, page, link++ - navigation, dress, random, sheet);
      }
      if (!crowded) {
        sheet.put(dress.sentences.sentence(random));
      }
      sentence++;
    }
    sheet.put(PARAGRAPH_END);
  }

  /** The children first; of the rest one in five leads elsewhere. */
  private void link(
      int site, int page, int number, Dress dress, SplittableRandom random, Sheet sheet) {
    long child = (long) page * fanOut + 1 + number;
    if (number < fanOut && child < shape.pages()) {
      local((int) child, dress, sheet);
    } else if (page == 0 && number == fanOut) {
      elsewhere((site + 1) % shape.sites(), 0, dress, sheet);
    } else if (number >= fanOut && number % 5 == 0) {
      elsewhere(random.nextInt(shape.sites()), random.nextInt(shape.pages()), dress, sheet);
    } else {
      int other = random.nextInt(shape.pages());
      if (page > 0 && other > 0 && number % 2 == 0) {
        sheet.put(RELATIVE).put(other).put(AFTER_NUMBER).put(dress.label).put(LABEL_END);
      } else {
        local(other, dress, sheet);
      }
    }
  }

  private static void local(int page, Dress dress, Sheet sheet) {
    if (page == 0) {
      sheet.put(FRONT).put(dress.label).put(LABEL_END);
    } else {
      sheet.put(LOCAL).put(page).put(AFTER_NUMBER).put(dress.label).put(page).put(LABEL_END);
    }
  }

  private void elsewhere(int site, int page, Dress dress, Sheet sheet) {
    sheet.put(HTTP).put(hosts.authorityBytes(site)).put(path(page)).put("\">");
    sheet.put(dress.label).put(site).put(LABEL_END);
  }

  /** The size of a page before it is written; the page is less than a sentence longer. */
  private int bytes(SplittableRandom random) {
    double normal = -UNIFORMS / 2.0;
    for (int i = 0; i < UNIFORMS; i++) {
      normal += random.nextDouble();
    }
    double factor = StrictMath.exp(SIGMA * normal);
    return (int) (shape.medianBytes() * Math.min(LARGEST, Math.max(SMALLEST, factor)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The pieces that all pages of a language share. */
  private static final class Dress {
    final Sentences sentences;
    final byte[] head;
    final byte[] siteName;
    final byte[] nav;
    final byte[] main;
    final byte[] byline;
    final byte[] label;
    final byte[] foot;

    Dress(Prose prose, Language language, long seed) {
      boolean zh = language.isChinese();
      sentences = new Sentences(prose, language, seed);
      head =
          bytes(
              """
              <!doctype html>
              <html lang="%s"><head><meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <style>body { margin: 0 auto; max-width: 60em } nav { font-size: small }</style>
              <title>"""
                  .formatted(language.tag()));
      siteName = bytes(zh ? " - 网站 " : " - Site ");
      nav = bytes("</title></head>\n<body><header><nav>");
      main = bytes("</nav></header>\n<main><article><h1>");
      byline =
          bytes(
              zh
                  ? "</h1>\n<p class=\"byline\">2026年3月1日 编辑部</p>\n"
                  : "</h1>\n<p class=\"byline\">The editors, 1 March 2026</p>\n");
      label = bytes(zh ? "阅读全文 " : "Read more: ");
      foot =
          bytes(
              zh
                  ? "</article></main>\n<footer><p>版权所有 2026 隐私 联系我们</p></footer>\n</body></html>\n"
                  : "</article></main>\n<footer><p>Copyright 2026. All rights reserved.</p></footer>\n"
                      + "</body></html>\n");
    }
  }
}
