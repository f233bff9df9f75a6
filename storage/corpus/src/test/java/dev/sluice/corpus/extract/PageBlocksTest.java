package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExtractSettings;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.junit.jupiter.api.Test;

class PageBlocksTest {

  @Test
  void text_between_two_boundaries_is_a_block() {
    PageBlocks page =
        cut("<p>One <b>bold</b> word.</p>loose<br>line<ul><li>item <a href=x>link</a></ul>");
    assertThat(page.blockTexts()).containsExactly("One bold word.", "loose", "line", "item link");
    assertThat(page.blocks.get(3).linkDensity()).isEqualTo(0.5);
    assertThat(page.boxes.get(0).chars).isEqualTo(12 + 5 + 4 + 8);
  }

  @Test
  void what_is_not_kept_is_dropped_with_the_elements_that_hold_nothing_else() {
    Element body =
        Jsoup.parse("<div id=a><p id=b>one</p><p id=c>two</p>three<br>four</div>").body();
    PageBlocks page = PageBlocks.of(body, new Clutter());
    Set<Node> dropped = page.dropped(new boolean[] {false, true, false, true});
    assertThat(
            TextRenderer.render(
                body, Measures.of(body, dropped), dropped, ExtractSettings.STANDARD))
        .isEqualTo("two\n\nfour");
    assertThat(dropped).contains(body.selectFirst("#b"));
  }

  @Test
  void a_container_is_the_next_element_around_that_holds_more() {
    PageBlocks page = cut("<div><div><div><p>one</p></div></div><p>two</p></div><p>three</p>");
    Box around = page.blocks.get(0).container(1);
    assertThat(around).isNotNull();
    assertThat(around.blocks()).isEqualTo(2);
    assertThat(page.blocks.get(0).container(3)).isNull();
  }

  @Test
  void names_are_cut_at_signs_and_humps() {
    assertThat(Tokens.names("siteNav top-bar_2 x"))
        .containsExactly(
            Tokens.hash("site"), Tokens.hash("nav"), Tokens.hash("top"), Tokens.hash("bar"));
  }

  private static PageBlocks cut(String html) {
    return PageBlocks.of(Jsoup.parse(html).body(), new Clutter());
  }
}
