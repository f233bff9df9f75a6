package dev.sluice.corpus.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.corpus.PretendSite;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.model.TemplateCut;
import dev.sluice.pages.model.RawPage;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteLearnerTest {

  private static final String HOST = "valley.example";
  private static final int PAGES = 20;

  private Cleaner cleaner;

  @BeforeAll
  void loadModelsOnce() {
    PageFunctions functions = Cleaner.standardFunctions();
    cleaner =
        new Cleaner(
            Recipes.parse(
                "test", "name: test\nversion: 1\nsteps: [decode, {extract: {min_characters: 0}}]"),
            functions);
  }

  /** A site whose pages say this, by their numbers. */
  private static MemorySnapshot site(int pages, IntFunction<String> content) {
    MemorySnapshot site = new MemorySnapshot();
    for (int i = 0; i < pages; i++) {
      site.add(PretendSite.page(HOST, i, content.apply(i)));
    }
    return site;
  }

  private SiteFacts learn(MemorySnapshot site) {
    return cleaner.learn(site.all().iterator(), site::body);
  }

  private String text(MemorySnapshot site, RawPage page) {
    return cleaner.trace(page, learn(site)).text();
  }

  @Test
  void whatRecursAroundTheTextIsLeftOutAndTheTextIsNot() {
    MemorySnapshot site = site(PAGES, PretendSite::paragraph);
    RawPage page = PretendSite.page(HOST, 3, PretendSite.paragraph(3));
    assertThat(cleaner.trace(page).text()).contains(PretendSite.MOTTO);

    TemplateCut cut = cleaner.trace(page, learn(site)).leftOut();
    assertThat(text(site, page))
        .contains(PretendSite.sentences(3))
        .doesNotContain(PretendSite.MOTTO, "waterworks", "Our water");
    assertThat(cut.pages()).isEqualTo(PAGES);
    assertThat(cut.share()).isBetween(0.2, 0.6);
    assertThat(cut.lines()).contains(new TemplateCut.Line(PretendSite.MOTTO, PAGES));
  }

  @Test
  void headingsThatRecurInTheTextStayWithWhatTheyAreTheHeadingsOf() {
    IntFunction<String> manual =
        i ->
            "<h2 id=p><a href=#p>Parameters</a></h2>"
                + PretendSite.paragraph(i)
                + "<h2>示例</h2><pre>call("
                + i
                + ")</pre><p><b>Example output</b></p>"
                + PretendSite.paragraph(100 + i)
                + "<p>See also:</p><ul><li>"
                + PretendSite.sentences(200 + i)
                + "</li></ul>";
    RawPage page = PretendSite.page(HOST, 3, manual.apply(3));
    assertThat(text(site(PAGES, manual), page))
        .contains("Parameters\n", "示例\n", "Example output\n", "See also:\n")
        .contains("call(3)")
        .doesNotContain(PretendSite.MOTTO);
  }

  @Test
  void aRowOfDataStaysWholeAtTheFootOfAPageToo() {
    IntFunction<String> table =
        i ->
            PretendSite.paragraph(i)
                + "<table><tr><th>Name</th><th>Type</th><th>Needed</th></tr><tr><td>"
                + PretendSite.sentences(i + 300).substring(0, 30)
                + "</td><td>integer</td><td>yes</td></tr></table>";
    RawPage page = PretendSite.page(HOST, 3, table.apply(3));
    assertThat(text(site(PAGES, table), page))
        .contains("Name | Type | Needed")
        .containsPattern("The \\w+.* \\| integer \\| yes");
  }

  @Test
  void anAnswerThatAFewPagesEndWithStays() {
    IntFunction<String> answers =
        i ->
            PretendSite.paragraph(i)
                + "<h2>Exceptions</h2><p>"
                + (i % 4 == 0 ? "None." : "It throws " + i)
                + "</p>";
    RawPage page = PretendSite.page(HOST, 4, answers.apply(4));
    assertThat(text(site(PAGES, answers), page)).endsWith("Exceptions\n\nNone.");
  }

  @Test
  void copiesOfAnArticleUnderManyAddressesMakeItNoTemplate() {
    IntFunction<String> copies =
        i ->
            i < 5
                ? PretendSite.paragraph(i)
                : PretendSite.paragraph(77)
                    + "<p>Seen "
                    + i
                    + " times</p>"
                    + PretendSite.paragraph(78);
    MemorySnapshot site = new MemorySnapshot();
    for (int i = 0; i < 40; i++) {
      String html = PretendSite.framed(i < 5 ? "Title " + i : "One", copies.apply(i));
      site.add(
          MemorySnapshot.page(
              "https://" + HOST + "/?s=" + i,
              java.time.Instant.EPOCH,
              200,
              "text/html; charset=utf-8",
              html));
    }
    RawPage page = PretendSite.page(HOST, 9, copies.apply(9));
    assertThat(text(site, page))
        .contains(PretendSite.sentences(77), PretendSite.sentences(78))
        .doesNotContain(PretendSite.MOTTO);
  }

  @Test
  void aLongParagraphIsTemplateOnlyIfMostPagesHaveIt() {
    String licence = PretendSite.sentences(500) + " " + PretendSite.sentences(501);
    assertThat(licence.replace(" ", "").length()).isGreaterThan(200);
    IntFunction<String> onSome =
        i -> PretendSite.paragraph(i) + (i % 5 < 2 ? "<p>" + licence + "</p>" : "");
    IntFunction<String> onAll = i -> PretendSite.paragraph(i) + "<p>" + licence + "</p>";
    assertThat(text(site(PAGES, onSome), PretendSite.page(HOST, 0, onSome.apply(0))))
        .contains(licence);
    assertThat(text(site(PAGES, onAll), PretendSite.page(HOST, 0, onAll.apply(0))))
        .doesNotContain(licence)
        .contains(PretendSite.sentences(0));
  }

  @Test
  void aPageOfWhichNothingWouldBeLeftStaysAsItIs() {
    MemorySnapshot site = site(PAGES, PretendSite::paragraph);
    RawPage empty =
        MemorySnapshot.page(
            "https://" + HOST + "/empty",
            java.time.Instant.EPOCH,
            200,
            "text/html",
            PretendSite.framed("", "").replace("<h1></h1>", ""));
    assertThat(text(site, empty))
        .isEqualTo(cleaner.trace(empty).text())
        .contains(PretendSite.MOTTO);
  }

  @Test
  void fewPagesTeachNothing() {
    MemorySnapshot site = site(4, PretendSite::paragraph);
    assertThat(learn(site).template().isEmpty()).isTrue();
    assertThat(text(site, PretendSite.page(HOST, 3, PretendSite.paragraph(3))))
        .contains(PretendSite.MOTTO);
  }

  @Test
  void whatPagesDeclareIsTheSitesCharset() {
    assertThat(learn(site(PAGES, PretendSite::paragraph)).charset()).hasValue("UTF-8");
  }

  @Test
  void pagesNestedWithoutEndAreLearnedFromToo() {
    String deep = "<div>".repeat(20_000) + PretendSite.MOTTO;
    MemorySnapshot site = site(6, i -> PretendSite.paragraph(i) + deep);
    assertThat(learn(site).template().pages()).isEqualTo(6);
  }
}
