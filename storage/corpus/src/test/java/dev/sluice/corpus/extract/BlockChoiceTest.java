package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class BlockChoiceTest {

  /** Four blocks of equal length. */
  private final PageBlocks page =
      PageBlocks.of(
          Jsoup.parse("<p>aaaaaaaaaa<p>bbbbbbbbbb<p>cccccccccc<p>dddddddddd").body(),
          new Clutter());

  @Test
  void what_is_certain_is_kept_and_what_is_improbable_beside_it_is_not() {
    assertThat(BlockChoice.choose(page, new float[] {0.9f, 0.95f, 0.1f, 0.3f}, 1))
        .containsExactly(true, true, false, false);
  }

  @Test
  void where_all_is_doubtful_more_is_kept() {
    assertThat(BlockChoice.choose(page, new float[] {0.3f, 0.25f, 0.01f, 0.3f}, 1))
        .containsExactly(true, true, false, true);
  }

  @Test
  void a_page_with_text_is_never_lost() {
    assertThat(BlockChoice.choose(page, new float[] {0.001f, 0, 0, 0}, 1))
        .containsExactly(true, false, false, false);
  }

  @Test
  void recall_and_precision_can_be_favoured() {
    float[] odds = {0.9f, 0.5f, 0.3f, 0.1f};
    assertThat(BlockChoice.choose(page, odds, 1)).containsExactly(true, true, false, false);
    assertThat(BlockChoice.choose(page, odds, 0.3)).containsExactly(true, false, false, false);
    assertThat(BlockChoice.choose(page, odds, 3)).containsExactly(true, true, true, true);
  }

  @Test
  void a_row_of_data_is_kept_whole_and_a_row_of_a_layout_is_not() {
    float[] odds = {0.1f, 0.9f, 0.1f};
    assertThat(BlockChoice.choose(row("name", "what it is for", "12"), odds, 1))
        .containsExactly(true, true, true);
    assertThat(BlockChoice.choose(row("menu", "a long text ".repeat(50), "ads"), odds, 1))
        .containsExactly(false, true, false);
  }

  @Test
  void a_table_of_data_is_kept_whole_with_its_head_and_its_shortest_row() {
    float[] odds = {0.1f, 0.1f, 0.9f, 0.9f, 0.1f, 0.1f};
    String cells = "<tr><th>size<th>package<tr><td>%s<td>%s<tr><td>344<td>ok";
    String data = cells.formatted("1234567890", "what it is for");
    String layout = cells.formatted("a long text ".repeat(50), "ads");
    assertThat(BlockChoice.choose(table(data), odds, 1))
        .containsExactly(true, true, true, true, true, true);
    assertThat(BlockChoice.choose(table(layout), odds, 1))
        .containsExactly(false, false, true, true, false, false);
  }

  @Test
  void code_and_a_table_right_behind_text_need_less_to_be_kept() {
    String text = "<p>" + "a long text ".repeat(10);
    PageBlocks code = PageBlocks.of(Jsoup.parse(text + "<pre>x = 1</pre>").body(), new Clutter());
    assertThat(BlockChoice.choose(code, new float[] {0.9f, 0.2f}, 1)).containsExactly(true, true);
    assertThat(BlockChoice.choose(code, new float[] {0.9f, 0.05f}, 1)).containsExactly(true, false);
    String cells = "<table><tr><td>1<td>2</table>";
    PageBlocks table = PageBlocks.of(Jsoup.parse(text + cells).body(), new Clutter());
    assertThat(BlockChoice.choose(table, new float[] {0.9f, 0.2f, 0.2f}, 1))
        .containsExactly(true, true, true);
    assertThat(BlockChoice.choose(table, new float[] {0.9f, 0.05f, 0.05f}, 1))
        .containsExactly(true, false, false);
  }

  private static PageBlocks table(String rows) {
    return PageBlocks.of(Jsoup.parse("<table>" + rows + "</table>").body(), new Clutter());
  }

  private static PageBlocks row(String... cells) {
    String row = "<table><tr><td>" + String.join("<td>", cells) + "</table>";
    return PageBlocks.of(Jsoup.parse(row).body(), new Clutter());
  }
}
