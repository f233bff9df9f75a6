package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All blocks begin as probable as not, so that only what is doubted is left out. */
class OtherTextsTest {

  private static final String TEXT =
      "<p>春天的茶叶最嫩，采茶人天不亮就上山，趁露水还没有干的时候把芽尖摘下来。" + "<p>摘下来的芽尖要在当天炒好，火候差一点，香味就完全不一样了，所以师傅一刻也不离开锅边。";

  private static final String ARTICLE =
      "<meta property=og:type content=article>"
          + "<meta property=og:title content='Why bridges sing in strong winter winds'>"
          + "<meta name=description content='The cables of a bridge hum when air is torn off behind"
          + " them in turns, first above and then below.'>";

  private static final String OWN =
      "<p>The cables of a bridge hum when air is torn off behind them in turns, first above and"
          + " then below. The tone rises with the speed of the wind.";

  private final OtherTexts others = new OtherTexts();

  @ParameterizedTest
  @ValueSource(
      strings = {"评论", "网友评论(63)", "【相关阅读】", "责任编辑：王小明", "上一篇：秋天的柿子", "相關新聞", "関連記事", "댓글 12"})
  void a_line_that_ends_a_text_makes_what_follows_doubtful(String line) {
    assertThat(kept(TEXT + "<div>" + line + "</div><p>写得真好，明年我也要去看一看采茶。")).isEqualTo("++--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"评论员文章", "编辑配置文件", "评论区里大家说得最多的是去年的雨水太多，今年的茶叶因此比往年晚了整整两个星期才上市"})
  void a_line_that_only_resembles_one_ends_nothing(String line) {
    assertThat(kept(TEXT + "<h3>" + line + "</h3><p>写得真好，明年我也要去看一看采茶。")).isEqualTo("++++");
  }

  @Test
  void before_a_text_such_a_line_ends_nothing() {
    assertThat(kept("<div>责任编辑：王小明</div>" + TEXT)).isEqualTo("+++");
  }

  @Test
  void a_line_below_each_of_several_texts_ends_none_of_them() {
    assertThat(kept((TEXT + "<div>评论(3)</div>").repeat(3))).isEqualTo("+".repeat(9));
  }

  @Test
  void in_a_forum_the_answers_are_the_text() {
    String page = TEXT + "<div>网友评论</div><p>写得真好，明年我也要去看一看采茶。";
    assertThat(kept(page, "http://bbs.example.test/thread-1.html", 0.5f)).isEqualTo("++++");
  }

  @Test
  void what_the_trees_are_sure_of_stays() {
    String page = TEXT + "<h2>评论</h2><p>评论功能可以在设置里打开，默认是关闭的，只有管理员能改。";
    assertThat(kept(page, "http://example.test/", 0.95f)).isEqualTo("++++");
  }

  @Test
  void a_second_article_begins_with_a_heading_set_as_the_title() {
    String page = ARTICLE + "<h1 class=head>Why bridges sing in strong winter winds</h1>" + OWN;
    String next = "<p>Nobody knows who planted the tree, and nobody will say.";
    assertThat(kept(page + "<h1 class=head>A tree that nobody planted</h1>" + next))
        .isEqualTo("++--");
    assertThat(kept(page + "<h2 class=head>How it is measured at all</h2>" + next))
        .as("a section")
        .isEqualTo("++++");
    assertThat(kept(page + "<h1 class=part>How it is measured at all</h1>" + next))
        .as("a section that is set in another way")
        .isEqualTo("++++");
    String unsaid = page.replace("og:type", "og:other");
    assertThat(kept(unsaid + "<h1 class=head>A tree that nobody planted</h1>" + next))
        .as("a page that does not call itself an article")
        .isEqualTo("++++");
  }

  @Test
  void teasers_of_others_behind_an_article_are_doubtful_and_what_its_description_is_of_is_not() {
    String page =
        ARTICLE + "<h1>Why bridges sing in strong winter winds</h1><div>" + OWN + "</div>";
    String teaser = "<li><h3><a href=/a>A tree that nobody planted</a></h3><p>Nobody knows who.";
    assertThat(kept(page + "<ul>" + teaser.repeat(3) + "</ul>")).isEqualTo("++------");
    assertThat(kept(page + "<ul>" + teaser.repeat(3) + "</ul>", "http://example.test/", 0.2f))
        .as("where all else is as improbable as the teasers")
        .isEqualTo("-+------");
    assertThat(kept(page + "<ul>" + teaser.repeat(2) + "</ul>"))
        .as("two are no stream")
        .isEqualTo("++++++");
    String unlinked = teaser.replaceAll("</?a[^>]*>", "");
    assertThat(kept(page + "<ul>" + unlinked.repeat(3) + "</ul>"))
        .as("headings of its own")
        .isEqualTo("+".repeat(8));
  }

  private String kept(String html) {
    return kept(html, "http://example.test/", 0.5f);
  }

  /** A plus for each block that is still at 0.3 or more. */
  private String kept(String html, String url, float odds) {
    Document document = Jsoup.parse(html, url);
    PageBlocks page = PageBlocks.of(document.body(), new Clutter());
    PageHints hints =
        PageHints.of(PageMarks.of(document, new WordList("byline-words.txt")), new Forums());
    float[] all = new float[page.blocks.size()];
    Arrays.fill(all, odds);
    others.doubt(page, hints, all);
    StringBuilder signs = new StringBuilder();
    for (float one : all) {
      signs.append(one >= 0.3f ? '+' : '-');
    }
    return signs.toString();
  }
}
