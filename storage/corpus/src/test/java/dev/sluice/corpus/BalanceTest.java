package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.Scan;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;

class BalanceTest {

  private static final int STEP = 4;

  /** A step that does with a selection what a test wants. */
  private record Doing(ObjIntConsumer<Selection> what) implements GlobalStep {

    @Override
    public void choose(Candidates candidates, Selection selection, int step) {
      what.accept(selection, step);
    }

    @Override
    public Measurement reason(Loss loss) {
      return Measurement.atMost("doing", loss.group(), 1);
    }
  }

  /** Ten candidates whose signatures nobody asks for. */
  private static final class Ten implements Candidates {

    @Override
    public int count() {
      return 10;
    }

    @Override
    public Scan<Signature> scan() {
      throw new AssertionError("the step looks at no signature");
    }

    @Override
    public Scan<byte[]> imprints() {
      throw new AssertionError("the step takes no imprints");
    }

    @Override
    public PairSorter sorter() {
      throw new AssertionError("the step sorts nothing");
    }

    @Override
    public EarlierDocuments earlier() {
      return EarlierDocuments.NONE;
    }
  }

  private static void run(ObjIntConsumer<Selection> what) {
    ChoosePhase.choose(new Doing(what), "doing", new Ten(), new Selection(10), STEP);
  }

  @Test
  void aStepThatDropsInFavourOfPagesThatStayIsFine() {
    assertThatCode(
            () ->
                run(
                    (selection, step) -> {
                      selection.drop(1, 0, step, 1);
                      selection.drop(2, 0, step, 1);
                      selection.drop(9, 8, step, 1);
                    }))
        .doesNotThrowAnyException();
  }

  @Test
  void aStepThatDropsUnderAnotherNameStopsTheExport() {
    assertThatThrownBy(
            () ->
                run(
                    (selection, step) -> {
                      selection.drop(1, 0, step, 1);
                      selection.drop(2, 0, step - 1, 1);
                    }))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(
            "the step 'doing' took in 10 pages and left 8, but dropped 1 under its name")
        .hasMessageContaining("no manifest was written");
  }

  @Test
  void aStepThatLosesAllCopiesOfAPageStopsTheExport() {
    assertThatThrownBy(
            () ->
                run(
                    (selection, step) -> {
                      selection.drop(1, 0, step, 1);
                      selection.drop(0, 1, step, 1);
                    }))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("the step 'doing' took in 10 pages, dropped 2 and left 8")
        .hasMessageContaining("2 were dropped in favour of pages that did not stay");
  }

  @Test
  void aStepThatNamesAPageThatIsNotThereStopsTheExport() {
    assertThatThrownBy(() -> run((selection, step) -> selection.drop(1, 10, step, 1)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("1 were dropped in favour of pages that did not stay");
  }
}
