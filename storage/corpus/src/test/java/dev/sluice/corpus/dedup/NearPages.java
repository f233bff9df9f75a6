package dev.sluice.corpus.dedup;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.dedup.SomePages.Page;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.Winner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pages in English and Chinese of which some say nearly the same: clusters of very different sizes,
 * each made by editing a text more or less. A tenth of them are earlier documents.
 */
final class NearPages {

  private static final long SEED = 20261128;
  private static final int VOCABULARY = 5_000;

  private final SomePages pages = new SomePages();
  private final List<Page> candidates = new ArrayList<>();
  private final List<Signature> earlier = new ArrayList<>();
  private final List<byte[]> earlierPrints = new ArrayList<>();
  private final List<byte[]> prints = new ArrayList<>();
  private final Map<Long, List<Integer>> earlierKeys = new TreeMap<>();

  NearPages(int count, GlobalStep step) {
    for (Page page : made(count)) {
      if (candidates.size() % 10 == 9 && earlier.size() < candidates.size() / 9) {
        addEarlier(page, step);
      } else {
        candidates.add(page);
        prints.add(add(pages, step, page));
      }
    }
    pages.after(exported());
  }

  private void addEarlier(Page page, GlobalStep step) {
    Signature signature = page.signature(earlier.size());
    byte[] print = print(step, page);
    for (long key : step.keys(signature, print)) {
      earlierKeys.computeIfAbsent(key, any -> new ArrayList<>()).add(earlier.size());
    }
    earlier.add(signature);
    earlierPrints.add(print);
  }

  SomePages pages() {
    return pages;
  }

  byte[] print(int candidate) {
    return prints.get(candidate);
  }

  byte[] earlierPrint(int document) {
    return earlierPrints.get(document);
  }

  List<Integer> earlierWith(long key) {
    return earlierKeys.getOrDefault(key, List.of());
  }

  /** Every twentieth candidate was dropped in favour of the one before it. */
  Selection selection(int byStep) {
    Selection selection = new Selection(candidates.size());
    for (int i = 19; i < candidates.size(); i += 20) {
      selection.drop(i, i - 1, byStep, 2);
      selection.group(i - 1, 2);
    }
    return selection;
  }

  private EarlierDocuments exported() {
    return new EarlierDocuments() {
      @Override
      public Lookup lookup(String space) {
        return new Lookup() {
          @Override
          public int[] find(long key, int most) {
            return earlierWith(key).stream().mapToInt(it -> it).limit(most).toArray();
          }

          @Override
          public byte[] imprint(int number) {
            return earlierPrints.get(number);
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public Winner document(int number) {
        return Winner.of(earlier.get(number));
      }
    };
  }

  /** The step with parameters, written {@code name: value}; the others are the defaults. */
  static GlobalStep step(String... parameters) {
    StepKind.OfCandidates kind = (StepKind.OfCandidates) NearDuplicate.KIND;
    Map<String, List<String>> values = new LinkedHashMap<>();
    kind.parameters().forEach(known -> values.put(known.name(), known.defaults()));
    for (String parameter : parameters) {
      String[] pair = parameter.split(": ");
      values.put(pair[0], List.of(pair[1]));
    }
    return kind.maker().make(new Parameters(values));
  }

  static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  /** Adds a page with its print; gives that. */
  static byte[] add(SomePages pages, GlobalStep step, Page page) {
    byte[] print = print(step, page);
    pages.add(page, print);
    return print;
  }

  private static byte[] print(GlobalStep step, Page page) {
    return step.imprint(Drafts.of(page.text(), page.language()));
  }

  static String url(int number) {
    return "https://site-%02d.example/%05d".formatted(number % 17, number);
  }

  /** Pages, each of another time, in an order that is none. */
  static List<Page> made(int count) {
    Random random = new Random(SEED);
    List<Page> made = new ArrayList<>();
    while (made.size() < count) {
      boolean chinese = random.nextBoolean();
      int size = Math.min(count - made.size(), clusterSize(random));
      List<String> words = chinese ? signs(random, 90) : words(random, 60);
      for (int i = 0; i < size; i++) {
        made.add(page(made.size(), edited(words, random), chinese, random));
      }
    }
    Collections.shuffle(made, random);
    return made;
  }

  /** Most pages are alone; one cluster in two hundred has a hundred and more. */
  private static int clusterSize(Random random) {
    int kind = random.nextInt(200);
    if (kind == 0) {
      return 60 + random.nextInt(120);
    }
    return kind < 120 ? 1 : 2 + random.nextInt(8);
  }

  private static Page page(int number, List<String> words, boolean chinese, Random random) {
    String text = String.join(chinese ? "" : " ", words);
    return SomePages.page(url(number) + "/p".repeat(random.nextInt(4)), text)
        .after(number)
        .in(random.nextInt(10) == 0 ? "und" : chinese ? "zh" : "en")
        .seed("seed-" + random.nextInt(3));
  }

  private static List<String> edited(List<String> words, Random random) {
    List<String> edited = new ArrayList<>(words);
    int edits = random.nextInt(7);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(edited.size());
      if (random.nextBoolean()) {
        edited.set(at, words.get(random.nextInt(words.size())));
      } else {
        edited.remove(at);
      }
    }
    return edited;
  }

  static List<String> words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("w" + Integer.toString(random.nextInt(VOCABULARY), Character.MAX_RADIX));
    }
    return words;
  }

  private static List<String> signs(Random random, int count) {
    List<String> signs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signs.add(Character.toString('\u4e00' + random.nextInt(3_000)));
    }
    return signs;
  }
}
