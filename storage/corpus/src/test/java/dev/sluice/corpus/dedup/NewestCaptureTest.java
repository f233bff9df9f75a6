package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Winner;
import org.junit.jupiter.api.Test;

class NewestCaptureTest {

  private static final int STEP = 5;

  private final SomePages pages = new SomePages();
  private final GlobalStep step = Steps.make(NewestCapture.KIND);

  @Test
  void ofSeveralCapturesOfAUrlOnlyTheNewestIsChosen() {
    add("https://a.example/", 0, "one");
    add("https://a.example/", 10, "two");
    add("https://a.example/", 20, "three");
    add("https://b.example/", 5, "four");
    Selection selection = choose();
    assertThat(SomePages.chosen(selection)).containsExactly(2, 3);
    assertThat(selection.winner(0)).isEqualTo(2);
    assertThat(selection.step(1)).isEqualTo(STEP);
  }

  @Test
  void aPageThatHasNotChangedSinceItWasExportedGoesOutNoMore() {
    SomePages old = new SomePages().add(SomePages.page("https://a.example/", "one"));
    old.add(SomePages.page("https://b.example/", "two"));
    pages.after(new ExportedPages(step, old.signatures()));
    add("https://a.example/", 10, "new");
    add("https://a.example/", 20, "One ");
    add("https://b.example/", 30, "other");
    add("https://c.example/", 40, "one");
    Selection selection = choose();
    assertThat(SomePages.chosen(selection)).containsExactly(2, 3);
    assertThat(selection.winner(0)).isEqualTo(1);
    assertThat(selection.lostToEarlier(1)).isTrue();
    Winner earlier = pages.earlier().document(selection.earlierWinner(1));
    assertThat(earlier.url()).isEqualTo("https://a.example/");
    assertThat(step.reason(new GlobalStep.Loss(earlier, 1, 1)).limit())
        .isEqualTo("no earlier export of the same text");
  }

  private void add(String url, long secondsAfterNoon, String text) {
    pages.add(SomePages.page(url, text).after(secondsAfterNoon));
  }

  private Selection choose() {
    Selection selection = new Selection(pages.count());
    step.choose(pages, selection, STEP);
    return selection;
  }
}
