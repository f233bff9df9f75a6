package dev.sluice.corpus.dedup;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.corpus.model.Winner;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.Scan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages in memory for a step that takes text out, and what it takes. */
final class MadePages implements Candidates {

  private static final int STEP = 3;

  private final Path temp;
  private final GlobalStep step;
  private final List<Signature> signatures = new ArrayList<>();
  private final List<byte[]> imprints = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Map<Integer, List<TextRange>> cuts = new HashMap<>();
  private EarlierDocuments earlier = EarlierDocuments.NONE;
  private int lastCut;

  /** Pages for a step that a recipe has with these parameters, in YAML. */
  MadePages(Path temp, String name, String parameters) {
    this.temp = temp;
    Recipe recipe =
        Drafts.recipe(
            """
            name: mine
            version: 1
            steps:
              - decode
              - extract
              - language
              - %s: {%s}
            """
                .formatted(name, parameters));
    Parameters own = recipe.steps().get(STEP).parameters();
    this.step = ((StepKind.OfCandidates) StepKinds.named(name)).maker().make(own);
  }

  GlobalStep step() {
    return step;
  }

  MadePages add(String url, String language, String text) {
    signatures.add(SomePages.page(url, text).in(language).signature(signatures.size()));
    texts.add(text);
    imprints.add(step.imprint(Drafts.of(text, language)));
    return this;
  }

  /** These pages come after those. */
  MadePages after(MadePages exported) {
    earlier = exported.asEarlier();
    return this;
  }

  /** What the step cuts if all pages are chosen, as texts. */
  List<List<String>> cutTexts() {
    List<List<String>> all = new ArrayList<>();
    List<List<TextRange>> ranges = cut(new Selection(count()));
    for (int i = 0; i < count(); i++) {
      String text = texts.get(i);
      all.add(ranges.get(i).stream().map(it -> text.substring(it.start(), it.end())).toList());
    }
    return all;
  }

  /** What the step cuts out of each page. */
  List<List<TextRange>> cut(Selection selection) {
    cuts.clear();
    lastCut = 0;
    step.choose(this, selection, STEP);
    List<List<TextRange>> all = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      all.add(cuts.getOrDefault(i, List.of()));
    }
    return all;
  }

  @Override
  public TextCuts cuts() {
    return (candidate, start, end) -> {
      List<TextRange> own = cuts.computeIfAbsent(candidate, any -> new ArrayList<>());
      boolean inOrder =
          candidate >= lastCut && (own.isEmpty() || own.get(own.size() - 1).end() <= start);
      if (!inOrder) {
        throw new AssertionError("page " + candidate + " from " + start + " is out of order");
      }
      lastCut = candidate;
      own.add(new TextRange(start, end));
    };
  }

  @Override
  public int count() {
    return signatures.size();
  }

  @Override
  public Scan<Signature> scan() {
    return Scan.of(signatures.iterator());
  }

  @Override
  public Scan<byte[]> imprints() {
    return Scan.of(imprints.iterator());
  }

  @Override
  public PairSorter sorter() {
    return new SortedRuns(temp, () -> {});
  }

  @Override
  public EarlierDocuments earlier() {
    return earlier;
  }

  private EarlierDocuments asEarlier() {
    String space = step.space().orElseThrow();
    Map<Long, List<Integer>> filed = new HashMap<>();
    for (int i = 0; i < count(); i++) {
      for (long key : step.keys(signatures.get(i), imprints.get(i))) {
        filed.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
      }
    }
    return new EarlierDocuments() {
      @Override
      public Lookup lookup(String asked) {
        return asked.equals(space) ? new Filed(filed, imprints) : Lookup.EMPTY;
      }

      @Override
      public Winner document(int number) {
        return Winner.of(signatures.get(number));
      }
    };
  }

  private record Filed(Map<Long, List<Integer>> filed, List<byte[]> imprints)
      implements EarlierDocuments.Lookup {

    @Override
    public int[] find(long key, int most) {
      return filed.getOrDefault(key, List.of()).stream().limit(most).mapToInt(it -> it).toArray();
    }

    @Override
    public byte[] imprint(int number) {
      return imprints.get(number);
    }

    @Override
    public void close() {}
  }
}
